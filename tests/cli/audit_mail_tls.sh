# Mail over encrypted SMTP: it goes to a server for which somebody vouches, and a password goes nowhere
# else. What cannot be told changes no exit code.
. "$(dirname "$0")/support/lib.sh"
needs openssl "it makes the certificates"
needs faketime "one of them has expired"
. "$DELO_SOURCE/tests/cli/support/listener.sh"

# certificate NAME SUBJECT-ALTERNATIVE-NAME [COMMAND...]: a key and a certificate of the authority "ca",
# made by the command where there is one.
certificate() {
  local name=$1 for=$2
  shift 2
  openssl req -newkey rsa:2048 -nodes -subj "/CN=$name" -keyout "$name.key" -out "$name.request" 2>/dev/null
  printf 'subjectAltName=%s\n' "$for" >"$name.ext"
  "$@" openssl x509 -req -in "$name.request" -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 \
    -extfile "$name.ext" -out "$name.pem" 2>/dev/null
}
for authority in ca stranger; do
  openssl req -x509 -newkey rsa:2048 -nodes -subj "/CN=$authority" -days 2 -keyout $authority.key \
    -out $authority.pem 2>/dev/null
done
certificate server IP:127.0.0.1
certificate elsewhere DNS:mail.example.org
certificate expired IP:127.0.0.1 faketime 2020-01-01
start_listener heard server.pem server.key
start_listener other elsewhere.pem elsewhere.key
start_listener late expired.pem expired.key
(umask 077 && printf 'анна\nsesam-öffne-dich\n' >login)

"$DELO" pack "$page" -o store -q
"$DELO" audit add holdings --root store --catalogue catalogue -q
content=$(content_of "$(package_in store)")
printf '#' | dd of="$content" bs=1 seek=9 conv=notrunc status=none

# run FOLDER SCHEME FLAG...: an audit that finds the byte, and wants to tell of it.
run() {
  local folder=$1 scheme=${2%%:*} listener=${2##*:}
  shift 2
  rm -f "$folder"/mail-* "$folder"/talk
  expect 1 "$DELO" audit run --catalogue catalogue --mail a@example.org --mail-from delo@example.org \
    --smtp "$scheme://127.0.0.1:$(cat "$folder/$listener")" "$@"
  says out ALTERED
}
arrives() {
  [ ! -s .err ] || fail "the mail does not arrive: $(cat .err)"
  grep -q "ALTERED" heard/mail-* || fail "another mail arrives: $(cat heard/mail-*)"
}
# refused [FOLDER]: nothing arrives, no password is told, and the run says so.
refused() {
  says err "could not be told: mail"
  [ -z "$(find "${1:-heard}" -name 'mail-*')" ] || fail "a mail arrives where it should not"
  ! grep -sE '"AUTH"|"MAIL"' "${1:-heard}/talk" || fail "more than a greeting is told"
}
# talk PYTHON: whether this holds for the list `talk` of [listener, encrypted, command, told].
talk() {
  python3 -c "import json
talk = [json.loads(line) for line in open('heard/talk')]
assert $1, talk" || fail "what was told the server is not what it should be"
}

for way in smtps:smtps smtp:starttls; do
  # Somebody vouches for the server: mail and password arrive, both encrypted.
  run heard $way --smtp-ca ca.pem --smtp-credentials login
  arrives
  talk "['анна', 'sesam-öffne-dich'] in [row[3] for row in talk]"
  talk "all(row[1] for row in talk if row[2] in ('AUTH', 'MAIL', 'DATA'))"
  run heard $way --smtp-ca ca.pem
  arrives
  talk "all(row[1] for row in talk if row[2] == 'MAIL')"
  # Nobody does, or not for this machine, or the authority is another one.
  run heard $way --smtp-credentials login
  refused
  says err "name who vouches for it with smtp-ca"
  run heard $way --smtp-ca stranger.pem --smtp-credentials login
  refused
  run heard $way --smtp-ca stranger.pem
  refused
  run other $way --smtp-ca ca.pem --smtp-credentials login
  refused other
  run late $way --smtp-ca ca.pem --smtp-credentials login
  refused late
  run heard $way --smtp-ca nowhere.pem
  refused
done
run heard smtps:smtps
refused

# STARTTLS without a password and without authorities: encrypted, although nobody vouches (RFC 7435).
run heard smtp:starttls
arrives
talk "all(row[1] for row in talk if row[2] == 'MAIL')"

# A server that does not encrypt gets no password, and no mail where authorities are named.
run heard smtp:smtp --smtp-credentials login
refused
says err "it does not encrypt"
run heard smtp:smtp --smtp-ca ca.pem
refused

# The settings of a collection do the same as the flags.
cat >delo.toml <<TOML
[collection.holdings]
root = "store"
mail = "a@example.org"
mail-from = "delo@example.org"
smtp = "smtps://127.0.0.1:$(cat heard/smtps)"
smtp-ca = "ca.pem"
smtp-credentials = "login"
TOML
rm -f heard/mail-*
expect 1 "$DELO" audit run --catalogue catalogue
arrives

# The password is in the file it was written to, in what the listener heard, and nowhere else.
for place in catalogue* .out .err heard/mail-* heard.err other.err late.err; do
  ! grep -raq sesam "$place" || fail "the password stands in $place"
done
