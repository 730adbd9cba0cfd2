# inspect shows what is understood of a page or of a whole folder, and changes nothing.
. "$(dirname "$0")/support/lib.sh"

# The encoding is told, or named by the user.
expect 0 "$DELO" inspect "$fixtures/letter-anchors-koi8-r.txt"
says out "encoding: KOI8-R (detected, certain)" "title         Письмо начальника порта"
expect 0 "$DELO" inspect --encoding cp866 "$fixtures/letter-anchors-cp866.txt"
says out "encoding: IBM866 (option, certain)"
expect 2 "$DELO" inspect --encoding klingon "$page"
says err "klingon" "hint: "

# HTML says the same as text.
for kind in txt html; do
  "$DELO" inspect --json "$fixtures/telegram-batumi-1946-03-05.$kind" >$kind.json
done
python3 - <<'PY'
import json
text, page = (json.load(open(n))["documents"][0] for n in ("txt.json", "html.json"))
assert text["encoding"] == {"name": "UTF-8", "confidence": "certain", "origin": "detected"}, text["encoding"]
assert (text["format"], page["format"]) == ("text", "html")
for field in ("title", "date_iso", "citation_raw", "support", "translator", "rights_type", "donors"):
    assert text["record"][field]["value"] == page["record"][field]["value"], field
    assert page["record"][field]["line"] > 0, field
PY

# A folder: every page, what is none, and what to type next.
mkdir -p in/one in/two
cp "$page" in/one/
cp "$fixtures/report-poti-1957-11-03.html" "$fixtures/letter-gagra.ris" in/two/
cp "$fixtures/list-of-results.txt" in/
touch in/Thumbs.db
expect 0 "$DELO" inspect in
says out "layout L1" "layout L4, HTML" "layout L9" "list of search results" "Thumbs.db" "in: 3 pages" \
  "next: delo template in -o rows.xlsx"
expect 0 "$DELO" inspect --json in
python3 - "$work/.out" <<'PY'
import json, sys
report = json.load(open(sys.argv[1]))
assert report["schema_version"] == 1
assert [d["shape"] for d in report["documents"]] == ["L1", "L9", "L4"], report["documents"]
folder = report["folders"][0]
assert folder["pages"] == 3 and folder["not_pages"][0]["path"] == "in/list-of-results.txt", folder
PY
mkdir empty
expect 4 "$DELO" inspect empty
