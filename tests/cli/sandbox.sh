# A reader that a package has taken over can do nothing but read its inputs and write its outputs.
. "$(dirname "$0")/support/lib.sh"
. "$DELO_SOURCE/tests/cli/support/listener.sh"

"$DELO" doctor --json >.doctor
python3 -c 'import json; exit(not all(json.load(open(".doctor"))["sandbox"][part]["in_force"] for part in ("landlock", "seccomp")))' ||
  skip "this system confines nobody: $(grep -A3 sandbox .doctor)"

# In C: as C++, it could not stand in the place of read().
case ${DELO_CXX:-c++} in *clang*) compiler=clang ;; *) compiler=gcc ;; esac
needs "$compiler" "the subverted reader is compiled"
"$compiler" -shared -fPIC -O1 -o subverted.so "$DELO_SOURCE/tests/cli/support/subverted_reader.c" -ldl
start_listener told
SUBVERTED=$(cat told/http)
SUBVERTED=${SUBVERTED##*:}
export SUBVERTED

mkdir pages below
cp "$page" pages/page.txt
printf 'subvert this reader\n' >pages/scan.txt
"$DELO" pack --layout bag --plain pages -o below/dir -q
"$DELO" pack --layout bag --plain pages -o below/tar --as tar.gz -q
"$DELO" pack --layout bag --plain pages -o below/zip --as zip-deflate -q
bag=$(package_in below/dir)
touch mode

attempts=("read the passwords" "connect" "start a program" "write outside" "change a mode outside")

# subverted HOW COMMAND...: with --sandbox HOW; each attempt was made.
subverted() {
  local how=$1 attempt
  shift
  rm -rf outside out
  LD_PRELOAD=$work/subverted.so "$DELO" "$@" --sandbox "$how" >.out 2>.err || fail "$* with $how: $(cat .err)"
  for attempt in "${attempts[@]}"; do
    says err "subverted: $attempt: "
  done
}

# all_refused [EXCEPT]
all_refused() {
  local attempt
  for attempt in "${attempts[@]}"; do
    [ "$attempt" = "${1:-}" ] || says_not err "subverted: $attempt: done"
  done
  [ ! -e outside ] || fail "something was written outside"
}

all_done() {
  local attempt
  for attempt in "${attempts[@]}"; do
    says err "subverted: $attempt: done"
  done
  [ -e outside ] || fail "nothing was written outside"
}

for package in "$bag" "$(package_in below/tar)" "$(package_in below/zip)"; do
  for how in require auto; do
    subverted $how validate "$package"
    all_refused
    # Who writes may change modes: Landlock has no right for it.
    subverted $how unpack "$package" -o out
    all_refused "change a mode outside"
  done
  subverted require diff "$package" "$package"
  all_refused
  subverted off validate "$package"
  all_done
  subverted off unpack "$package" -o out
  all_done
done
subverted require validate --jobs 2 "$bag" "$(package_in below/tar)"
all_refused
subverted require compare below/dir below/dir
all_refused
subverted require update "$bag" --set Contact-Name=A
all_refused "change a mode outside"
subverted off update "$bag" --set Contact-Name=B
all_done
mkdir packed
subverted require pack --layout bag --plain pages -o packed
all_refused "change a mode outside"
# What is to be written is made in the folder that is there: then it can be written into.
subverted require pack --layout bag --plain pages -o packed/new/deep
all_refused "change a mode outside"

# What was made for nothing goes again.
"$DELO" pack --sandbox require nowhere -o none/deep >.out 2>.err && fail "packed nothing"
[ ! -e none ] || fail "an empty folder was left"

# A repository can ask for the sandbox, and cannot switch it off.
printf '[validate]\nsandbox = "require"\n' >delo.toml
LD_PRELOAD=$work/subverted.so "$DELO" validate "$bag" >.out 2>.err || fail "$(cat .err)"
all_refused
printf '[validate]\nsandbox = "off"\n' >delo.toml
expect 2 "$DELO" validate "$bag"
says err "delo.toml line 2" "switch the sandbox off"
rm delo.toml

# All that a user can name is found: relative, through links, with a slash, as a stream.
ln -s below link
for package in "link/dir/$(basename "$bag")" "$bag/" "./$bag" "$work/$bag"; do
  expect 0 "$DELO" validate --sandbox require "$package"
  expect 0 "$DELO" update --sandbox require "$package" --set "Contact-Name=$package"
done
expect 0 "$DELO" validate --sandbox require - <"$(package_in below/tar)"
expect 0 "$DELO" validate --sandbox require /dev/stdin <"$(package_in below/tar)"
(cd "$bag" && expect 0 "$DELO" validate --sandbox require .)
mkdir reports
expect 0 "$DELO" validate --sandbox require "$bag" --report json=reports/a.json --report html=b.html
[ -s reports/a.json ] && [ -s b.html ] || fail "reports are missing"
"$DELO" pack --sandbox require --layout bag --plain pages -o - >stream.tar 2>.err || fail "$(cat .err)"
expect 0 "$DELO" validate --sandbox require stream.tar
ln -s page.txt pages/linked.txt
expect 0 "$DELO" pack --sandbox require --layout bag --plain pages -o followed --links follow
