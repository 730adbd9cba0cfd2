# Two years of weekly audits: a mount is lost for two weeks, a bit flips and is repaired, a clock
# goes back. The reports at the end tell that story and no other.
. "$(dirname "$0")/support/lib.sh"
needs faketime "it lets the years pass"

for name in one two three; do "$DELO" pack "$page" -o store -q --id "$name"; done
cp -a store good
content=$(content_of store/two)
weekly() { # weekly WEEK EXIT
  local day
  day=$(date -u -d "2026-01-04 + $1 weeks" +%F)
  expect "$2" faketime -f "@$day 02:00:00" "$DELO" audit run --catalogue catalogue --cycle 30d
}
export TZ=UTC
faketime -f "@2026-01-01 12:00:00" "$DELO" audit add holdings --root store --catalogue catalogue -q
for ((week = 0; week < 104; week++)); do
  case $week in
  20) mv store away ;;
  22) mv away store ;;
  40) printf '#' | dd of="$content" bs=1 seek=100 conv=notrunc status=none ;;
  42) cp -p "good/two/${content#store/two/}" "$content" ;;
  60) # the battery of the clock is empty
    expect 0 faketime -f "@2026-01-02 00:00:00" "$DELO" audit run --catalogue catalogue --cycle 30d
    ;;
  esac
  case $week in
  20 | 21) weekly $week 6 ;;
  40 | 41) weekly $week 1 ;;
  *) weekly $week 0 ;;
  esac
done

for year in 2026 2027; do
  "$DELO" audit report --catalogue catalogue --period $year --format json >$year.json
  "$DELO" audit report --catalogue catalogue --period $year --format html >$year.html
  "$DELO" audit report --catalogue catalogue --period $year >$year.txt
done
"$DELO" audit report --catalogue catalogue --period 2026-Q4 --format csv >q4.csv
python3 - "$work" <<'PYTHON' || fail "the reports do not tell what happened"
import csv, json, sys, xml.dom.minidom
first, second = (json.load(open(f"{year}.json")) for year in (2026, 2027))
assert first["runs"] == 53, first["runs"]  # 52 weeks, and one when the clock had gone back
assert first["exits"] == {"0": 49, "1": 2, "6": 2}, first["exits"]
assert [(e["what"], e["time"]) for e in first["failures"]] == [("altered", "2026-10-11T02:00:00Z")], first["failures"]
assert first["failures"][0]["path"].endswith("store/two"), first["failures"]
assert [e["time"] for e in first["repairs"]] == ["2026-10-25T02:00:00Z"], first["repairs"]
assert [e["time"] for e in first["stops"]] == ["2026-05-24T02:00:00Z", "2026-05-31T02:00:00Z"], first["stops"]
assert all("not there" in e["detail"] for e in first["stops"])
assert first["coverage"] == {"packages": 3, "checked": 3, "never_read": 0, "open_failures": 0}, first["coverage"]
assert first["log"]["clock_went_back"] == 1 and second["log"]["clock_went_back"] == 1
assert second["exits"] == {"0": 52} and second["failures"] == second["repairs"] == second["stops"] == []
assert second["log"]["lines"] > first["log"]["lines"]
text = open("2026.txt").read()
for part in ("failures: 1", "repairs: 1", "stops and notices: 2", "open failures          0 packages", "went back 1 time"):
    assert part in text, (part, text)
rows = list(csv.reader(open("q4.csv", encoding="utf-8-sig")))
assert len(rows) == 4 and rows[1][4] == "passed", rows
page = open("2026.html").read()
assert "<script" not in page and page.count("<svg") == 2
xml.dom.minidom.parseString(page[page.index("<svg"):page.index("</svg>") + 6])
PYTHON
expect 2 "$DELO" audit report --catalogue catalogue --period soon
expect 4 "$DELO" audit report --catalogue nothing
