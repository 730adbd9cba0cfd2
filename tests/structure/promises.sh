# docs/promises.md: every promise has a test, and every test that it names is there. What keeps each promise
# stands in tests/guards.toml.
set -euo pipefail
: "${DELO_SOURCE:?the source tree}"

# check FILE: prints what is wrong; fails when there is anything.
check() {
  python3 - "$1" <<'PY'
import re
import sys
from pathlib import Path

page = Path(sys.argv[1])
wrong = []
sections = re.split(r"^## ", page.read_text(encoding="utf-8"), flags=re.M)[1:]
for number, section in enumerate(sections, 1):
    title = section.splitlines()[0]
    if not title.startswith(f"{number}. "):
        wrong.append(f"\"{title}\" is not number {number}")
    links = re.findall(r"\[([^\]]+)\]\(([^)]+)\)", section)
    if not links:
        wrong.append(f"\"{title}\" has no test")
    for name, target in links:
        file = (page.parent / target).resolve()
        if not file.is_file():
            wrong.append(f"\"{title}\": {target} is not there")
        elif file.suffix == ".sh" and file.stem != name:
            wrong.append(f"\"{title}\": {name} is called {file.stem}")
        elif file.suffix == ".cpp":
            suite, _, test = name.partition(".")
            if not re.search(rf"^TEST(_[FP])?\({suite}, {test}\)", file.read_text(encoding="utf-8"), flags=re.M):
                wrong.append(f"\"{title}\": {target} has no test {name}")
if not sections:
    wrong.append("there are no promises")
print("\n".join(wrong))
sys.exit(bool(wrong))
PY
}

check "$DELO_SOURCE/docs/promises.md"
python3 "$DELO_SOURCE/scripts/guards" --list

# The check itself: what breaks it is seen.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/docs" && ln -s "$DELO_SOURCE/tests" "$work/tests"
broken() { # broken WHAT TEXT
  printf '%b' "$2" >"$work/docs/promises.md"
  ! check "$work/docs/promises.md" >/dev/null || {
    echo "FAILED: $1 is not noticed" >&2
    exit 1
  }
}
broken "a promise without a test" '## 1. A promise\n\nText.\n'
broken "a dead link" '## 1. A promise\n\n- [gone](../tests/cli/gone.sh)\n'
broken "a script of another name" '## 1. A promise\n\n- [pack](../tests/cli/update.sh)\n'
broken "a test that is not there" '## 1. A promise\n\n- [AuditFears.nothing](../tests/unit/ops/audit/audit_fears_test.cpp)\n'
broken "a wrong number" '## 2. A promise\n\n- [pack](../tests/cli/pack.sh)\n'
echo "every promise has its tests"
