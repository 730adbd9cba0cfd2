# Starts file_server.py for the files in served/: its port is in $port, what it was asked for in requests.
needs python3 "the server is written in it"

mkdir served
python3 "$DELO_SOURCE/tests/cli/support/file_server.py" served port requests 2>server.err &
server=$!
trap 'kill $server 2>/dev/null || true; chmod -R u+w "$work"; rm -rf "$work"' EXIT
tries=0
until [ -s port ]; do
  tries=$((tries + 1))
  kill -0 $server && [ $tries -lt 100000 ] || fail "the server does not start: $(cat server.err)"
done
port=$(cat port)
