# Profiles are looked at, and those of other programs are made BagIt Profiles.
. "$(dirname "$0")/support/lib.sh"

expect 0 "$DELO" profile check "$DELO_SOURCE/profiles/minimal.json" scans-only
says out "a BagIt Profile 1.4.0"
printf '{"BagIt-Profile-Info": {}}' >bad.json
expect 1 "$DELO" profile check bad.json
says out "UNUSABLE" "BagIt-Profile-Identifier"
expect 3 "$DELO" profile check bad.json ./absent.json

# Bagger: fields only.
cat >bagger.json <<'JSON'
{"ordered": [
  {"Sender": {"fieldRequired": true, "defaultValue": "the archive"}},
  {"Place": {"valueList": ["Tbilisi", "Batumi"], "fieldRequired": false}},
  {"Receiver": {"requiredValue": "the library", "isMultilineField": true}}
]}
JSON
expect 2 "$DELO" validate --profile ./bagger.json "$fixtures"
says err "delo profile convert"
expect 0 "$DELO" profile convert bagger.json
says err "the archive" "isMultilineField" "BagIt-Profile-Identifier"
cp .out made.json
expect 0 "$DELO" profile check --json made.json
python3 - made.json <<'PY'
import json, sys
p = json.load(open(sys.argv[1]))
assert p["Bag-Info"]["Sender"] == {"required": True}, p
assert p["Bag-Info"]["Place"]["values"] == ["Tbilisi", "Batumi"] and not p["Bag-Info"]["Place"]["required"]
assert p["Bag-Info"]["Receiver"] == {"required": True, "values": ["the library"]}
assert p["BagIt-Profile-Info"]["BagIt-Profile-Version"] == "1.4.0"
PY

# DART: the standard's parts under other names.
cat >dart.json <<'JSON'
{"name": "Ours", "acceptBagItVersion": ["1.0"], "acceptSerialization": ["application/tar"], "serialization": "required",
 "allowFetchTxt": false, "manifestsRequired": ["md5"], "manifestsAllowed": ["md5", "sha256"], "tagManifestsAllowed": [],
 "tagFilesAllowed": ["*", ""], "tarDirMustMatchName": true,
 "bagItProfileInfo": {"bagItProfileIdentifier": "https://example.org/p.json", "sourceOrganization": "Ours", "version": "2"},
 "tags": [
  {"tagFile": "bagit.txt", "tagName": "BagIt-Version", "required": true},
  {"tagFile": "bag-info.txt", "tagName": "Source-Organization", "required": true, "help": "who"},
  {"tagFile": "our-info.txt", "tagName": "Title", "required": true}]}
JSON
expect 0 "$DELO" profile convert --identifier https://example.org/other.json dart.json
says err "Title of our-info.txt" "top folder"
cp .out made.json
expect 0 "$DELO" profile check made.json
says out "https://example.org/other.json"
python3 - made.json <<'PY'
import json, sys
p = json.load(open(sys.argv[1]))
assert p["Manifests-Required"] == ["md5"] and p["Serialization"] == "required" and p["Allow-Fetch.txt"] is False
assert p["Tag-Files-Required"] == ["our-info.txt"] and "Tag-Manifests-Allowed" not in p
assert p["Bag-Info"] == {"Source-Organization": {"required": True, "description": "who"}}
PY
expect 2 "$DELO" profile convert made.json
says err "neither Bagger nor DART"

# Real profiles, where they are at hand: read, or refused with a way on.
real=${DELO_SHARED:-}/conformance/bagit-profiles
[ -d "$real" ] || skip "the real profiles are not at hand"
for file in "$real"/*.json; do
  if ! "$DELO" profile check "$file" >.out; then
    says out "delo profile convert"
    expect 0 "$DELO" profile convert "$file"
    cp .out made.json
    expect 0 "$DELO" profile check made.json
  fi
done
