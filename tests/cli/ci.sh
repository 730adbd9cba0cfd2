# What CI services run: the two steps of action.yml, with the inputs as their environment, and the other
# files that services read.
. "$(dirname "$0")/support/lib.sh"
needs python3 "it reads the YAML files"
# Debian's packages are for Debian's Python; another may come first in PATH.
debian_python=/usr/bin/python3
[ -x $debian_python ] || debian_python=python3
$debian_python -c 'import yaml' 2>/dev/null || skip "python3-yaml is not installed (it reads the YAML files)"

# step ID-OR-NAME: what the action runs there; the names of its environment must be those it sets.
$debian_python - "$DELO_SOURCE" <<'PY'
import sys, yaml
root = sys.argv[1]
action = yaml.safe_load(open(root + "/action.yml"))
assert action["runs"]["using"] == "composite"
assert set(action["inputs"]) == {"paths", "profile", "rules", "fail-on", "sarif-file"}
assert set(action["outputs"]) == {"status", "findings", "report"}
for name, output in action["outputs"].items():
    assert output["value"] == "${{ steps.validate.outputs.%s }}" % name
build, validate = action["runs"]["steps"]
assert validate["id"] == "validate"
for step in (build, validate):
    assert step["shell"] == "bash" and "${{" not in step["run"], "a text of the user would become a command"
for name in action["inputs"]:
    assert validate["env"]["DELO_" + name.upper().replace("-", "_")] == "${{ inputs.%s }}" % name
open("build.sh", "w").write(build["run"])
open("validate.sh", "w").write(validate["run"])
(hook,) = yaml.safe_load(open(root + "/.pre-commit-hooks.yaml"))
assert hook["id"] == "delo-validate" and hook["pass_filenames"] is False
open("hook.sh", "w").write(hook["entry"] + ' "$@"')
job = yaml.safe_load(open(root + "/docs/examples/gitlab-ci.yml"))["validate-packages"]
reports = job["artifacts"]["reports"]
assert "gitlab=" + reports["codequality"] in job["script"][0] and "junit=" + reports["junit"] in job["script"][0]
PY

mkdir bin && ln -s "$DELO" bin/delo
PATH=$work/bin:$PATH
export GITHUB_ACTION_PATH=$DELO_SOURCE GITHUB_OUTPUT=$work/outputs GITHUB_PATH=$work/path RUNNER_TEMP=$work
export GITHUB_STEP_SUMMARY=$work/summary.md
"$DELO" pack "$page" -o out -q
good=$(package_in out)
mkdir "a folder" && cp -a "$good" "a folder/bad one"
printf x >"a folder/bad one/data/stray.txt"
mkdir plain

expect 0 bash -e build.sh
says out "delo is installed"

# runs CODE STATUS FINDINGS PATHS [NAME=VALUE...]: the step, with these inputs.
runs() {
  local code=$1 status=$2 findings=$3 paths=$4
  shift 4
  : >outputs
  expect "$code" env DELO_PATHS="$paths" DELO_PROFILE= DELO_RULES= DELO_FAIL_ON=error DELO_SARIF_FILE= "$@" bash -e validate.sh
  grep -qx "status=$status" outputs || fail "another status: $(cat outputs)"
  grep -qx "findings=$findings" outputs || fail "another number of findings: $(cat outputs)"
}
runs 0 valid 0 'out/*'
[ -s "$(sed -n 's/^report=//p' outputs)" ] || fail "no report"
grep -q "delo validate" summary.md || fail "no summary"
runs 1 invalid 2 $'out/*\na folder/*' DELO_SARIF_FILE=delo.sarif
says out "::error file=a folder/bad one/data/stray.txt,"
[ -s delo.sarif ] || fail "no SARIF report"
runs 0 valid 0 "a folder/*" DELO_RULES=$'XML-\nMETS-file-1'
runs 4 nothing-to-check 0 plain
runs 3 could-not-finish 0 'nothing/here*'
runs 2 usage-error 0 'out/*' DELO_RULES=NONE-1
runs 2 usage-error 0 'out/*' DELO_FAIL_ON=sometimes
# Nothing that users give becomes a command.
runs 3 could-not-finish 0 '$(touch stolen)`touch stolen`; touch stolen'
[ ! -e stolen ] || fail "a path became a command"
runs 2 usage-error 0 'out/*' 'DELO_PROFILE=$(touch stolen)'
runs 3 could-not-finish 0 '--help'

expect 0 bash hook.sh "$good"
expect 1 bash hook.sh "a folder/bad one"

# The settings that docs/ci.md shows can be read.
sed -n '/^```toml/,/^```/p' "$DELO_SOURCE/docs/ci.md" | sed '/^```/d; /^profile/d; /^baseline/d' >delo.toml
expect 0 "$DELO" validate "$good"
