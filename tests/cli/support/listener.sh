# Listeners for tests of what is told: see listener.py. Include it behind lib.sh.
needs python3 "the listeners are written in it"
listeners=()
trap 'kill "${listeners[@]}" 2>/dev/null || true; chmod -R u+w "$work"; rm -rf "$work"' EXIT

# start_listener FOLDER [CERTIFICATE KEY]
start_listener() {
  local tries=0 last=smtp
  [ $# = 1 ] || last=smtps
  mkdir -p "$1"
  python3 "$DELO_SOURCE/tests/cli/support/listener.py" "$@" 2>"$1.err" &
  listeners+=($!)
  until [ -s "$1/$last" ]; do # the port that is told last
    tries=$((tries + 1))
    kill -0 $! && [ $tries -lt 100000 ] || fail "the listener does not start: $(cat "$1.err")"
  done
}
