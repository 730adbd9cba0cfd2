# Ctrl-C in the middle of a large file: delo stops cleanly, leaves nothing, and says so.
. "$(dirname "$0")/support/lib.sh"

truncate -s 8G huge.tif # sparse: it takes no room until it is copied
for signal in INT TERM; do
  "$DELO" pack "$page" --original huge.tif -o out 2>err &
  pack=$!
  until [ -n "$(find out -name huge.tif -size +1M 2>/dev/null)" ]; do
    kill -0 $pack 2>/dev/null || fail "the pack ended before it could be stopped: $(cat err)"
  done
  kill -$signal $pack
  code=0
  wait $pack || code=$?
  [ $code = 130 ] || fail "exit $code after SIG$signal, expected 130"
  grep -q "stopped on request" err || fail "not said: $(cat err)"
  [ -z "$(find out -mindepth 1)" ] || fail "an interrupted run left $(find out)"
done
