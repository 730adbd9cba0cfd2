# E-ARK packages on the command line: the version that is asked for, and the public packages with
# known verdicts.
. "$(dirname "$0")/support/lib.sh"

mkdir -p deposit/metadata deposit/representations/rep1/data
echo x > deposit/representations/rep1/data/page.txt
expect 1 "$DELO" validate deposit
says out CSIPSTR4
mkdir plain && echo x > plain/notes.txt
expect 4 "$DELO" validate plain
expect 1 "$DELO" validate --rules csip plain

expect 2 "$DELO" validate --spec csip=1.0 deposit
says err "2.2.0, 2.1.0, 2.0.4"
expect 2 "$DELO" validate --spec ead=3 deposit
expect 2 "$DELO" validate --rules nonsense deposit
says err csip

# One structMap, three versions: what was a MUST is a SHOULD since 2.2.0.
expect 0 "$DELO" pack "$page" --layout sip -o packed
package=$(echo packed/*)
expect 0 "$DELO" validate --rules csip,sip "$package"
tar -C packed -cf p.tar "$(basename "$package")"
tar -C packed -czf p.tar.gz "$(basename "$package")"
for archive in p.tar p.tar.gz; do
  expect 0 "$DELO" validate --rules csip,sip $archive
done
sed -i 's/<fptr FILEID="[^"]*"\/>//' "$package/METS.xml"
expect 0 "$DELO" validate --rules csip "$package"
for version in 2.1.0 2.0.4; do
  expect 1 "$DELO" validate --rules csip --spec csip=$version "$package"
done

shared=${DELO_SHARED:-$DELO_SOURCE/../shared}
[ -d "$shared/conformance/eark" ] || skip "the packages with known verdicts are not here (looked for $shared)"
needs python3 "it compares the verdicts"
SHOW=1 python3 "$shared/tools/score_eark.py" "$DELO" "$shared/conformance/eark" 98 > score 2>&1 \
  || { cat score; fail "fewer than 98 of 100 verdicts on rules of E-ARK are right"; }
cat score
