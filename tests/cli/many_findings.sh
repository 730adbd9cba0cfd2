# Any number of faults: each is counted, every broken rule is listed, and memory stays bounded; the list
# can be had whole.
. "$(dirname "$0")/support/lib.sh"
needs python3 "it builds the bags and measures"

# bag FOLDER MISSING [MALFORMED]: a bag whose manifest names files that are not there, and lines that are none.
bag() {
  python3 - "$@" <<'PY'
import os, sys
folder, missing, malformed = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 0
os.makedirs(folder + "/data")
open(folder + "/data/here.txt", "w").close()
open(folder + "/bagit.txt", "w").write("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")
with open(folder + "/manifest-sha256.txt", "w") as manifest:
    manifest.write("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  data/here.txt\n")
    manifest.writelines("%064x  data/%06d.tif\n" % (i, i) for i in range(missing))
    manifest.writelines("no digest\n" for _ in range(malformed))
PY
}

# counted KEPT MORE RULE...: what the JSON in "out" says of each rule; all of it is errors.
counted() {
  python3 - "$work/.out" "$@" <<'PY'
import collections, json, sys
kept, more, rules = int(sys.argv[2]), int(sys.argv[3]), sys.argv[4:]
report = json.load(open(sys.argv[1]))
package = report["packages"][0]
listed = collections.Counter(finding["rule"] for finding in package["findings"])
folded = {row["rule"]: row["count"] for row in package.get("more", [])}
assert listed == {rule: kept for rule in rules if kept}, listed
assert folded == {rule: more for rule in rules if more}, folded
assert package["verdict"] == "invalid", package["verdict"]
assert package["counts"]["error"] == (kept + more) * len(rules) == report["summary"]["findings"], package["counts"]
assert set(rules) <= set(package["rules"]["failed"]), package["rules"]["failed"]
PY
}

bag many 50000 50000
expect 1 "$DELO" validate many --json
counted 10000 40000 BAGIT-3-1 BAGIT-2.1.3-1
expect 1 "$DELO" validate many --json --max-findings all
counted 50000 0 BAGIT-3-1 BAGIT-2.1.3-1
cp .out whole.json
expect 1 "$DELO" validate many --json --max-findings 20000
counted 20000 30000 BAGIT-3-1 BAGIT-2.1.3-1
expect 1 "$DELO" validate many --json --max-findings 3
counted 3 49997 BAGIT-3-1 BAGIT-2.1.3-1
expect 1 "$DELO" validate many --json --max-findings 0
counted 0 50000 BAGIT-3-1 BAGIT-2.1.3-1
expect 2 "$DELO" validate many --max-findings every
says err "0 or more, or all"
printf '[validate]\nmax-findings = "all"\n' >all.toml
expect 1 "$DELO" validate many --json --config all.toml
counted 50000 0 BAGIT-3-1 BAGIT-2.1.3-1

# Every form says so, with the way to see them all.
for format in text json jsonl junit sarif github github-summary gitlab csv html; do
  expect 1 "$DELO" validate many --format $format
  case $format in
    json | jsonl) says out 40000 ;;
    github) says out "99,990 more not shown here" ;;
    *) says out "40,000 more like this, counted and not listed" "max-findings all" ;;
  esac
done
expect 1 "$DELO" validate many
says out "INVALID, 100000 errors"
expect 1 "$DELO" validate many -q --only BAGIT-3-1
says out "ignored[BAGIT-2.1.3-1]: 50000 findings"

# What only counts can be no baseline; what is whole can, and nothing of it is new.
expect 1 "$DELO" validate many --report json=short.json -q
expect 2 "$DELO" validate many --baseline short.json
says err "--max-findings all"
expect 0 "$DELO" validate many --baseline whole.json --json
python3 - .out <<'PY'
import json, sys
package = json.load(open(sys.argv[1]))["packages"][0]
assert len(package["findings"]) == 100000 and all(finding["known"] for finding in package["findings"])
PY

# Names that are met before anything is judged, and what a profile forbids.
python3 - <<'PY'
import io, tarfile
with tarfile.open("names.tar", "w") as tar:
    for i in range(12000):
        tar.addfile(tarfile.TarInfo("deposit/data/%05d:.txt" % i), io.BytesIO())
    for name, text in (("bagit.txt", b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"), ("manifest-sha256.txt", b"")):
        entry = tarfile.TarInfo("deposit/" + name)
        entry.size = len(text)
        tar.addfile(entry, io.BytesIO(text))
PY
cat >no-text.json <<'JSON'
{"BagIt-Profile-Info": {"BagIt-Profile-Identifier": "urn:example:own", "BagIt-Profile-Version": "1.4.0",
  "Source-Organization": "we", "External-Description": "for a test", "Version": "1"},
 "Accept-BagIt-Version": ["1.0"], "Payload-Files-Allowed": ["data/*.tif"]}
JSON
expect 1 "$DELO" validate names.tar --profile no-text.json --json
python3 - .out <<'PY'
import json, sys
package = json.load(open(sys.argv[1]))["packages"][0]
more = {row["rule"]: row["count"] for row in package["more"]}
assert more == {"DELO-path-8": 2000, "PROFILE-file-4": 2000, "BAGIT-3-2": 2000}, more
PY

# A bag that leaves more files to be fetched than are listed is written, and is incomplete as before.
mkdir sheets
python3 -c 'for i in range(10050): open("sheets/%05d" % i, "w").write(str(i))'
expect 0 "$DELO" pack --plain sheets --layout bag --remote https://example.org/sheets -o remote -q
expect 1 "$DELO" validate "$(package_in remote)"
says out "INCOMPLETE, 10050 files still to be fetched" "50 more like this"

# Memory: beyond the cap a fault costs what its line in the manifest costs, and no more. Kept whole, the same
# faults cost more than twice that.
if grep -q '^DELO_SANITIZE:[A-Z]*=.*address' "${DELO_BUILD:?}/CMakeCache.txt"; then
  exit 0
fi
bag few 30000 30000
bag plenty 150000 150000
python3 - "$DELO" <<'PY' || fail "memory grows with what is only counted"
import os, subprocess, sys

def peak(*words):
    child = subprocess.Popen([sys.argv[1], "validate", "-q", *words], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    assert child.returncode == 1, child.returncode
    return usage.ru_maxrss

capped = peak("plenty") - peak("few")
whole = peak("plenty", "--max-findings", "all") - peak("few", "--max-findings", "all")
print(f"120,000 faults of two kinds more: {capped} kB when they are counted, {whole} kB when they are kept")
sys.exit(capped * 2 > whole)
PY
