# How deep a bag is read, which rules are asked, and what a lenient reader forgives.
. "$(dirname "$0")/support/lib.sh"

# bag NAME: a small bag of BagIt 1.0 with one file.
bag() {
  mkdir -p "$1/data"
  printf 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n' >"$1/bagit.txt"
  printf 'alpha\n' >"$1/data/a.txt"
  printf 'Payload-Oxum: 6.1\n' >"$1/bag-info.txt"
  (cd "$1" && sha256sum data/a.txt >manifest-sha256.txt)
}

bag good
for flags in "" --complete --fast --lenient "--rules bagit" "--rules bagit,mets"; do
  # shellcheck disable=SC2086
  expect 0 "$DELO" validate $flags good
done

# Altered bytes of the same length are seen by reading only, and the shorter ways say so.
bag altered
printf 'alphA\n' >altered/data/a.txt
expect 1 "$DELO" validate altered
expect 0 "$DELO" validate --complete altered
says out "not checked: digests of the payload"
expect 0 "$DELO" validate --fast altered
says out "not checked: manifests"

# The short way fails where it has nothing to count by.
bag uncounted
rm uncounted/bag-info.txt
expect 0 "$DELO" validate uncounted
expect 1 "$DELO" validate --fast uncounted
says out "DELO-bag-5"

# What no manifest lists is seen without reading; what is lost is, too.
bag extra
printf 'x' >extra/data/b.txt
expect 1 "$DELO" validate --complete extra
says out "BAGIT-3-2" "data/b.txt"
expect 1 "$DELO" validate --fast extra
says out "BAGIT-2.2.2-3"

# A holey bag is incomplete, not invalid; a lost file that nobody lists for fetching is.
bag holey
printf '%064d  data/later.txt\n' 0 >>holey/manifest-sha256.txt
expect 1 "$DELO" validate holey
says out "INVALID"
printf 'https://example.org/later.txt 5 data/later.txt\n' >holey/fetch.txt
sed -i 's/6.1/11.2/' holey/bag-info.txt
for flags in "" --complete --fast; do
  # shellcheck disable=SC2086
  expect 1 "$DELO" validate $flags holey
  says out "INCOMPLETE" "BAGIT-2.2.3-1"
done

# Slips of old tools.
bag slip
printf 'half\n' >'slip/data/50%.txt'
(cd slip && sha256sum data/* >manifest-sha256.txt)
sed -i 's/6.1/1.1/' slip/bag-info.txt
expect 1 "$DELO" validate slip
says out "BAGIT-2.1.3-9" "BAGIT-2.2.2-3"
expect 0 "$DELO" validate --lenient slip
says out "forgiven as a slip of" "Fedora"

# Flags that make no sense.
expect 2 "$DELO" validate --complete --fast good
expect 2 "$DELO" validate --rules bagit,nonsense good
says err "nonsense" "profile"
