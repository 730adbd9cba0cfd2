# One validation, told in every form: to standard output, into files, for CI; what is ignored, known
# or too much is counted and never silent.
. "$(dirname "$0")/support/lib.sh"

"$DELO" pack "$page" -o good -q
good=$(package_in good)
id=$(basename "$good")
bad=$work/bad/$id
mkdir bad && cp -a "$good" bad/
content=$(content_of "$bad")
printf '#' | dd of="$content" bs=1 seek=40 conv=notrunc status=none
printf stray >"$bad/data/stray.txt"
tar -cf bad.tar -C bad "$id"

# Every format on standard output, and all of them into files at once.
formats="text json jsonl junit sarif github github-summary gitlab csv html"
flags=()
for format in $formats; do
  expect 1 "$DELO" validate "$good" "$bad" --format "$format"
  says out "BAGIT-3-3"
  cp .out "printed.$format"
  flags+=(--report "$format=files/$format")
done
mkdir files
expect 1 env SOURCE_DATE_EPOCH=1000000000 "$DELO" validate "$good" "$bad" "${flags[@]}"
says out "INVALID" "2 packages: 1 valid, 1 invalid"
for format in $formats; do
  [ -s "files/$format" ] || fail "no report in $format"
done
cmp files/text .out || fail "the text in a file is another"
expect 1 "$DELO" validate "$good" "$bad" --json
diff <(sed 's/"started".*//' .out) <(sed 's/"started".*//' files/json) || fail "--json is another JSON"
# The same input gives the same bytes.
cp files/sarif first.sarif
expect 1 env SOURCE_DATE_EPOCH=1000000000 "$DELO" validate "$good" "$bad" --report sarif=files/sarif -q
cmp first.sarif files/sarif

# A report that cannot be written is told; the others are written all the same.
expect 3 "$DELO" validate "$good" --report json=absent/x.json --report html=kept.html
says err "absent/x.json"
[ -s kept.html ] || fail "the other report is not written"
expect 2 "$DELO" validate "$good" --report pdf=x.pdf
says err 'no report format "pdf"'
expect 2 "$DELO" validate "$good" --report junitt=x.xml
says err "did you mean junit?"
expect 2 "$DELO" validate "$good" --report json
expect 2 "$DELO" validate "$good" --report json=a --report csv=./a
expect 2 "$DELO" validate "$good" --report json=/dev/null
says err "is no file"
[ -c /dev/null ] || fail "/dev/null was replaced"
expect 2 "$DELO" validate "$good" --json --format csv
expect 2 "$DELO" validate "$good" --format sarf
says err "did you mean sarif?"

# The summary page of GitHub grows at its end, and only with annotations on standard output.
echo "from another step" >summary.md
expect 1 env GITHUB_STEP_SUMMARY="$work/summary.md" "$DELO" validate "$bad" --format github
says out "::error file=bad/$id/data/stray.txt,line=1,title=BAGIT-3-2::data/stray.txt: no payload manifest"
expect 1 "$DELO" validate "$work/bad.tar" --format github
says out "::error file=bad.tar,line=1,title=BAGIT-3-2::data/stray.txt: no payload manifest"
grep -q "^from another step" summary.md || fail "the summary of another step is gone"
grep -q "^# delo validate" summary.md || fail "no summary"
size=$(wc -c <summary.md)
expect 1 env GITHUB_STEP_SUMMARY="$work/summary.md" "$DELO" validate "$bad"
[ "$(wc -c <summary.md)" = "$size" ] || fail "a summary nobody asked for"

# What is ignored is counted, with the reason; rules have to exist.
expect 1 "$DELO" validate "$bad" --ignore BAGIT-3-3
says out "ignored[BAGIT-3-3]: 1 finding (--ignore BAGIT-3-3)" "BAGIT-3-2"
expect 0 "$DELO" validate "$bad" --ignore BAGIT- --ignore METS-file- --ignore PREMIS-file- --ignore DELO-source- --format json
says out '"reason": "--ignore METS-file-"' '"verdict": "valid"'
expect 1 "$DELO" validate "$bad" --only METS-file-3
says out "METS-file-3" "(--only METS-file-3)"
expect 0 "$DELO" validate "$bad" --only XML-1
expect 2 "$DELO" validate "$bad" --ignore BAGIT-3-33
says err "BAGIT-3-33: no rule has this id" "did you mean BAGIT-3-3"
expect 2 "$DELO" validate "$bad" --only ''
expect 2 "$DELO" validate "$bad" --ignore DELO-container-2
says err "could be believed"
head -c 60000 bad.tar >cut.tar
expect 1 "$DELO" validate cut.tar --only XML-1 --ignore DELO-
says out "DELO-container-2"

# Too many of a kind are folded and counted.
for i in 1 2 3 4 5; do printf x >"$bad/data/more-$i.txt"; done
expect 1 "$DELO" validate "$bad" --max-findings 2
says out "error[BAGIT-3-2]: 4 more like this"
expect 2 "$DELO" validate "$bad" --max-findings many
rm "$bad"/data/more-*

# A baseline: what was known does not fail again, what is new does, what is gone is told.
expect 1 "$DELO" validate "$bad" --report json=base.json -q
expect 0 "$DELO" validate "$bad" --baseline base.json
says out "known error[BAGIT-3-3]" "of them known" "INVALID"
printf new >"$bad/data/new.txt"
expect 1 "$DELO" validate "$bad" --baseline base.json
says out "/data/new.txt: error[BAGIT-3-2]"
rm "$bad/data/new.txt" "$bad/data/stray.txt"
expect 0 "$DELO" validate "$bad" --baseline base.json
says out "gone[BAGIT-3-2]"
expect 2 "$DELO" validate "$bad" --baseline "$page"
says err "no JSON report of delo validate"
expect 1 "$DELO" validate "$bad" --max-findings 0 --report json=folded.json -q
expect 2 "$DELO" validate "$bad" --baseline folded.json
says err "with --max-findings all"
printf stray >"$bad/data/stray.txt"

# Warnings fail a run only where they are asked to.
warned=$work/warned/$id
mkdir warned && cp -a "$good" warned/
echo 'a note' >"$warned/notes.txt" # a tag file that no tag manifest protects
expect 0 "$DELO" validate "$warned"
says out "warning[DELO-bag-1]"
expect 1 "$DELO" validate "$warned" --fail-on warning
expect 1 "$DELO" validate -q "$warned" --fail-on warning
says out "warning[DELO-bag-1]"
expect 1 "$DELO" validate "$warned" --fail-on warning --format junit
says out '<failure message="1 finding'

# A repository keeps its flags in delo.toml; what is typed wins.
mkdir repository
cat >repository/delo.toml <<'TOML'
[validate]
fail-on = "warning"
ignore = ["METS-", "XML-3"]
TOML
expect 1 env -C repository "$DELO" validate "$warned"
expect 0 env -C repository "$DELO" validate "$warned" --fail-on error
expect 1 "$DELO" validate "$warned" --config repository/delo.toml
printf '[validate]\nfail-on = "never"\n' >wrong.toml
expect 2 "$DELO" validate "$warned" --config wrong.toml
says err 'wrong.toml line 2: --fail-on cannot be "never"'
printf '[validate]\nfailon = "error"\n' >wrong.toml
expect 2 "$DELO" validate "$warned" --config wrong.toml
says err "line 2" "failon"
expect 3 "$DELO" validate "$warned" --config absent.toml
# One that nobody can look at is not taken for none.
ln -s delo.toml loop.toml && mkdir looped && mv loop.toml looped/delo.toml
expect 3 env -C looped "$DELO" validate "$good"
says err "delo.toml"
expect 3 env -C looped "$DELO" audit run --catalogue ../catalogue
says err "delo.toml"

# --verbose tells what became of each rule.
expect 0 "$DELO" validate -v "$good"
says out "passed: BAGIT-3-3"

# Rules, and what they mean.
expect 0 "$DELO" rules
says out "BAGIT-3-3" "RFC 8493"
expect 0 "$DELO" rules --format json
python3 -c 'import json,sys; assert len(json.load(open(sys.argv[1]))["rules"]) > 30' "$work/.out"
expect 0 "$DELO" rules --format md
cmp .out "$DELO_SOURCE/docs/rules.md"
expect 0 "$DELO" explain xml-1 METS-file-3
says out "XML-1: the document is well-formed XML" "breaks it" "keeps it" "METS-file-3"
expect 2 "$DELO" explain BAGIT-3-4x
says err "did you mean"
expect 2 "$DELO" explain BAGIT
says err "BAGIT-2.1.1-1"

# A tar that comes as a stream, plain or compressed; nothing else does.
for tool in cat gzip zstd; do
  command -v $tool >/dev/null || continue
  tar -c -C good "$id" | $tool | expect 0 "$DELO" validate -
  says out "-: valid (bag with SIP"
  $tool <bad.tar | expect 1 "$DELO" validate - --json
  says out '"path": "-"' "BAGIT-3-3" "METS-file-3"
done
expect 1 "$DELO" validate - <cut.tar
says out "DELO-container-2"
expect 1 "$DELO" validate - </dev/null
expect 2 "$DELO" validate - - <bad.tar
expect 1 "$DELO" validate - --profile minimal <bad.tar
says out "PROFILE-id-1" "came from standard input"
if command -v zip >/dev/null; then
  (cd good && zip -qr ../good.zip "$id")
  expect 3 "$DELO" validate - <good.zip
  says out "zip cannot be read as a stream"
fi
# A manifest of an algorithm that nobody guesses is checked in a stream as well.
mkdir -p sha1/bag/data && printf x >sha1/bag/data/x
printf 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n' >sha1/bag/bagit.txt
printf '%s  data/x\n' "$(printf y | sha1sum | cut -d' ' -f1)" >sha1/bag/manifest-sha1.txt
tar -c -C sha1 bag | expect 1 "$DELO" validate -
says out "BAGIT-3-3"
if command -v script >/dev/null; then
  script -qec "$DELO validate -" /dev/null >typescript </dev/null || true
  grep -q "which is a terminal" typescript || fail "standard input may be a terminal"
fi

# Some at a time, in the order in which they were given, with the same findings.
many=()
for i in 1 2 3; do many+=("$good" "$bad" bad.tar); done
expect 1 env SOURCE_DATE_EPOCH=1 "$DELO" validate --json "${many[@]}"
mv .out one-by-one
for jobs in 2 4 100; do
  expect 1 env SOURCE_DATE_EPOCH=1 "$DELO" validate --json -j $jobs "${many[@]}"
  cmp one-by-one .out || fail "another report with $jobs jobs"
done
expect 2 "$DELO" validate -j 0 "$good"
expect 3 "$DELO" validate -j 3 "$good" absent "$bad"
says out "3 packages: 1 valid, 1 invalid, 1 could not finish"

# Nothing on standard error but on a terminal or on request.
expect 0 "$DELO" validate "$good"
[ ! -s .err ] || fail "not silent on standard error"
expect 0 "$DELO" validate "$good" --progress jsonl
says err '"phase":"verifying"'
