# What other people's programs say of the reports: Microsoft's multitool of SARIF, html-validate of HTML,
# a schema and two readers of JUnit, Python of CSV.
. "$(dirname "$0")/support/lib.sh"
needs python3 "it reads the reports"
tools=$DELO_SOURCE/tests/report-tools

# Packages with faults of all weights, and names that were chosen to break reports.
"$DELO" pack "$page" -o good -q
good=$(package_in good)
mkdir bad
nasty=$'bad/<b>a & "b", c\n::error::x%0A\u202e'
cp -a "$good" "$nasty"
printf x >"$nasty/data/"$'=cmd|\x1b[31m<script>\n,.txt'
printf x >"$nasty/data/"$'\xff\xfe.txt'
printf '#' >>"$(content_of "$nasty")"
printf 'no label\n' >>"$nasty/bag-info.txt"
mkdir plain && printf x >plain/x
head -c 60000 <(tar -c -C good "$(basename "$good")") >cut.tar
expect 1 "$DELO" validate "$good" --report json=base.json "$nasty" plain cut.tar \
  --report sarif=r.sarif --report html=r.html --report junit=r.xml --report csv=r.csv --report gitlab=r.json
rm "$nasty/data/"$'\xff\xfe.txt'
expect 1 "$DELO" validate "$good" "$nasty" plain cut.tar --baseline base.json --max-findings 1 --fail-on warning \
  --ignore BAGIT-3-2 --report sarif=r2.sarif --report html=r2.html --report junit=r2.xml
expect 0 "$DELO" validate "$good" --report sarif=r3.sarif --report html=r3.html --report junit=r3.xml
expect 3 "$DELO" validate absent --report sarif=r4.sarif --report html=r4.html --report junit=r4.xml

used=()
skipped=()

# JUnit: our schema, Debian's junitparser, and Python's reader of XML by the counts.
if command -v xmllint >/dev/null; then
  for report in r r2 r3 r4; do
    xmllint --noout --nonet --schema "$tools/junit.xsd" $report.xml 2>.err || fail "$(cat .err)"
  done
  sed 's/ tests="[0-9]*"/ tests="many"/' r.xml >broken.xml
  if xmllint --noout --nonet --schema "$tools/junit.xsd" broken.xml 2>/dev/null; then fail "the schema takes anything"; fi
  used+=("xmllint")
else
  skipped+=("xmllint")
fi
python3 - <<'PY'
import xml.etree.ElementTree as E
for name in ("r.xml", "r2.xml", "r3.xml", "r4.xml"):
    root = E.parse(name).getroot()
    for suite in root:
        cases = suite.findall("testcase")
        assert len(cases) == int(suite.get("tests")) > 0, name
        for kind, attribute in (("failure", "failures"), ("error", "errors"), ("skipped", "skipped")):
            assert len(suite.findall("testcase/" + kind)) == int(suite.get(attribute)), (name, kind)
    assert sum(int(s.get("tests")) for s in root) == int(root.get("tests")), name
PY
# Debian's packages are for Debian's Python; another may come first in PATH.
debian_python=/usr/bin/python3
[ -x $debian_python ] || debian_python=python3
if $debian_python -c 'import junitparser' 2>/dev/null; then
  $debian_python - <<'PY'
from junitparser import JUnitXml, Failure, Error
report = JUnitXml.fromfile("r.xml")
suites = list(report)
assert len(suites) == 4, suites
assert suites[0].failures == 0 and suites[0].tests > 20
assert any(isinstance(r, Failure) for case in suites[1] for r in case.result)
assert any(isinstance(r, Error) for case in suites[2] for r in case.result)
assert "BAGIT-3-2" in "".join(case.name for case in suites[1] if case.result and isinstance(case.result[0], Failure))
PY
  used+=("junitparser")
else
  skipped+=("junitparser (python3-junitparser)")
fi

# CSV, as Python reads it: as many rows as the JSON has findings, and no cell that is a formula.
python3 - <<'PY'
import csv, json
rows = list(csv.DictReader(open("r.csv", encoding="utf-8-sig", newline="")))
report = json.load(open("base.json", encoding="utf-8"))
wanted = sum(len(p["findings"]) for p in report["packages"])
assert sum(r["status"] == "finding" for r in rows) == wanted, (wanted, len(rows))
assert not [c for r in rows for c in r.values() if c and c[0] in "=+-@\t\r"]
issues = json.load(open("r.json", encoding="utf-8"))
assert len({i["fingerprint"] for i in issues}) == len(issues)
PY

# SARIF. The multitool reads what scanners read, by the schema of OASIS and by rules of its own.
multitool=$tools/node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool
if [ -x "$multitool" ]; then
  export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1
  for report in r r2 r3 r4; do
    "$multitool" validate $report.sarif --output said.sarif --log ForceOverwrite >said.txt 2>&1 || true
    [ -s said.sarif ] || fail "the multitool did not run: $(cat said.txt)"
    python3 - $report <<'PY'
import json, sys
results = json.load(open("said.sarif", encoding="utf-8-sig"))["runs"][0].get("results", [])
bad = [r for r in results if r.get("level", "warning") in ("error", "warning")]
for r in bad:
    print(sys.argv[1], r["ruleId"], r.get("level"), r["message"], r["locations"][0]["physicalLocation"].get("region"))
sys.exit(1 if bad else 0)
PY
    rm said.sarif
  done
  sed 's/"ruleIndex": [0-9]*/"ruleIndex": 9999/' r.sarif >broken.sarif
  "$multitool" validate broken.sarif --output said.sarif --log ForceOverwrite >said.txt 2>&1 || true
  grep -q '"error"' said.sarif || fail "the multitool takes anything"
  used+=("sarif-multitool")
else
  skipped+=("sarif-multitool (scripts/setup, with npm)")
fi

# HTML.
if [ -x "$tools/node_modules/.bin/html-validate" ] && command -v node >/dev/null; then
  for report in r r2 r3 r4; do
    "$tools/node_modules/.bin/html-validate" --config "$tools/htmlvalidate.json" $report.html >said.txt || fail "$(head -40 said.txt)"
  done
  sed 's/<caption>/<captoin>/' r.html >broken.html
  if "$tools/node_modules/.bin/html-validate" --config "$tools/htmlvalidate.json" broken.html >/dev/null; then
    fail "html-validate takes anything"
  fi
  used+=("html-validate")
else
  skipped+=("html-validate (scripts/setup, with npm)")
fi

echo "read by: python3 ${used[*]}"
for tool in "${skipped[@]}"; do echo "not here: $tool"; done
[ ${#skipped[@]} = 0 ] || skip "some readers are not installed; the others agree"
