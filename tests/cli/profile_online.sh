# A bag names its profile by an address. Nobody is asked for it unless the user wants that; a copy is
# kept, and is enough from then on.
. "$(dirname "$0")/support/lib.sh"
. "$(dirname "$0")/support/file_server.sh"
address=http://127.0.0.1:$port/good/profile.json
export XDG_CACHE_HOME=$work/cache

# profile ADDRESS LABEL: a profile of that address, which requires the tag.
profile() {
  printf '{"BagIt-Profile-Info": {"BagIt-Profile-Identifier": "%s", "BagIt-Profile-Version": "1.4.0",
 "Source-Organization": "an archive", "External-Description": "a test", "Version": "1"},
 "Bag-Info": {"%s": {"required": true}}, "Accept-BagIt-Version": ["1.0"], "Serialization": "optional",
 "Accept-Serialization": ["application/x-tar"], "Manifests-Required": ["sha512"]}\n' "$1" "$2"
}
asked() { grep -c . requests 2>/dev/null || true; }

mkdir scans
printf 'a scan\n' >scans/a.txt
pack_naming() { # pack_naming ADDRESS OUT
  expect 0 "$DELO" pack --layout bag --plain scans -o "$2" --set BagIt-Profile-Identifier="$1" --set Contact-Name=A
}
pack_naming "$address" out
bag=$(package_in out)
profile "$address" Contact-Email >served/profile.json

# Not known: it is said that this was not checked, and nobody was asked.
expect 0 "$DELO" validate "$bag"
says out "not checked" "$address" "--online"
expect 0 "$DELO" validate "$bag" --json
python3 -c '
import json
package = json.load(open(".out"))["packages"][0]
assert package["verdict"] == "valid" and "profile" not in package, package
assert "PROFILE-tag-1" in package["rules"]["not_applicable"], package["rules"]'
[ "$(asked)" = "" ] || [ "$(asked)" = 0 ] || fail "the server was asked"

# This machine is not asked for a stranger.
expect 0 "$DELO" validate "$bag" --online
says out "could not be fetched" "--allow-private"
[ ! -e cache ] || fail "a copy of nothing"

expect 1 "$DELO" validate "$bag" --online --allow-private
says out "PROFILE-tag-1" "Contact-Email" "profile $address"
before=$(asked)
expect 1 "$DELO" validate "$bag"
says out "PROFILE-tag-1"
[ "$(asked)" = "$before" ] || fail "asked although there is a copy"

# Several bags, several jobs: one question.
cp -r "$bag" "$bag-2"
expect 1 "$DELO" validate "$bag" "$bag-2" --jobs 2 --online --allow-private
[ "$(asked)" = $((before + 1)) ] || fail "asked $(asked) times, $before before"

# The address may be typed; of a tar that comes as a stream its kind is not checked.
expect 1 "$DELO" validate "$bag" --profile "$address"
tar -cf bag.tar -C "$(dirname "$bag")" "$(basename "$bag")"
"$DELO" validate - --profile "$address" <bag.tar >.out 2>.err && fail "a stream was not held to the profile"
says out "PROFILE-tag-1" "came from standard input"
expect 0 "$DELO" pack --layout bag --plain scans -o kept --profile "$address" --set Contact-Email=a@example.org
expect 0 "$DELO" validate "$(package_in kept)"
says out "profile $address"
expect 2 "$DELO" validate "$bag" --profile "$address-of-nobody"
says err "cannot use profile" "has no copy of it" "--online"

# Bags are made by it as well.
expect 0 "$DELO" pack --layout bag --plain scans -o fetched --profile "$address" --online --allow-private \
  --set Contact-Email=a@example.org
expect 2 "$DELO" pack --layout bag --plain scans -o none --profile "$address-of-nobody"
says err "cannot use profile" "--online"
expect 2 "$DELO" profile check "$address"
says err "reads files" "hint: "

# A newer one takes the place of the copy; when the server is away the copy does, and that is said.
profile "$address" Contact-Name >served/profile.json
expect 1 "$DELO" validate "$bag"
expect 0 "$DELO" validate "$bag" --online --allow-private
expect 0 "$DELO" validate "$bag"
says_not out "not checked"
rm served/profile.json
expect 0 "$DELO" validate "$bag" --online --allow-private
says out "not checked" "has changed" "profile $address"

# What is no profile, or another one, is not used and not kept.
rm -r cache
printf 'not found, kindly\n' >served/profile.json
expect 0 "$DELO" validate "$bag" --online --allow-private
says out "not checked" "cannot be used"
profile https://example.org/another.json Contact-Email >served/profile.json
expect 0 "$DELO" validate "$bag" --online --allow-private
says out "not checked" "calls itself https://example.org/another.json"
[ ! -e cache ] || fail "kept: $(find cache)"

# Profiles of delo need no copy.
expect 0 "$DELO" pack --layout bag --plain scans -o own --profile minimal
expect 0 "$DELO" validate "$(package_in own)"
says out "profile minimal"
pack_naming urn:nobody:knows:this far
expect 0 "$DELO" validate "$(package_in far)" --online
says out "neither http nor https"
