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

# A validation of several packages at a time stops as well, and writes no report.
"$DELO" pack "$page" -o good -q
good=$(package_in good)
mkdir -p bag/data && mv huge.tif bag/data/
printf 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n' >bag/bagit.txt
printf '%s  data/huge.tif\n' "$(printf x | sha512sum | cut -d' ' -f1)" >bag/manifest-sha512.txt
for signal in INT TERM; do
  : >err
  "$DELO" validate -j 2 "$good" bag --progress jsonl --report json=report.json >out.txt 2>err &
  validate=$!
  until grep -q verifying err; do
    kill -0 $validate 2>/dev/null || fail "the validation ended before it could be stopped: $(cat err)"
  done
  kill -$signal $validate
  code=0
  wait $validate || code=$?
  [ $code = 130 ] || fail "exit $code after SIG$signal, expected 130"
  [ ! -s out.txt ] && [ ! -e report.json ] || fail "an interrupted run wrote a report"
done
