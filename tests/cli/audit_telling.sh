# Who hears of a run: nobody by mail when all is well; otherwise one mail, equal to a golden text. A
# listener that is not there changes no exit code and is kept in the log.
. "$(dirname "$0")/support/lib.sh"
. "$DELO_SOURCE/tests/cli/support/listener.sh"

start_listener heard
web=http://127.0.0.1:$(cat heard/http)
told=(--catalogue catalogue --mail 'Анна <anna@example.org>' --smtp "smtp://127.0.0.1:$(cat heard/smtp)"
  --mail-from delo@example.org --ping "$web/ping" --webhook "$web/hook" --metrics audit.prom)

"$DELO" pack "$page" -o store -q
package=$(package_in store)
content=$(content_of "$package")
"$DELO" audit add holdings --root store --cycle 90d --catalogue catalogue -q

# All is well: a ping at start and end, metrics, no mail, nothing printed.
expect 0 "$DELO" audit run "${told[@]}"
silent
[ ! -s .err ] || fail "a good run warns: $(cat .err)"
[ -z "$(find heard -name 'mail-*')" ] || fail "a good run sends mail"
python3 - <<'PYTHON' || fail "pings of a good run"
import json
posts = [json.loads(line) for line in open("heard/posts")]
assert [post[0] for post in posts] == ["/ping/start", "/ping"], posts
PYTHON
grep -q '^delo_fixity_failures{collection="holdings"} 0$' audit.prom || fail "metrics: $(cat audit.prom)"
grep -q '^delo_fixity_last_run_exit_code 0$' audit.prom || fail "metrics: $(cat audit.prom)"
if command -v promtool >/dev/null; then
  promtool check metrics <audit.prom || fail "promtool does not take the metrics"
else
  echo "promtool is not installed: nobody else reads the metrics"
fi

# One byte changes: exit 1, one mail, one webhook, a ping of failure.
printf '#' | dd of="$content" bs=1 seek=9 conv=notrunc status=none
rm heard/posts
SOURCE_DATE_EPOCH=1900000000 expect 1 "$DELO" audit run "${told[@]}"
says out ALTERED
python3 - "$content" "$page" "$work" <<'PYTHON' || fail "the mail or the posts are not what they should be"
import email, email.policy, hashlib, json, os, socket, sys
content, page, work = sys.argv[1:]
mail = email.message_from_binary_file(open("heard/mail-1", "rb"), policy=email.policy.default)
host = socket.gethostname()
assert mail["Subject"] == f"delo audit on {host}: 1 altered", mail["Subject"]
assert str(mail["To"]) == "Анна <anna@example.org>", mail["To"]
assert mail["Auto-Submitted"] == "auto-generated"
digest = lambda name: hashlib.sha512(open(name, "rb").read()).hexdigest()
size = os.path.getsize(page)
package = os.path.join(work, "store", os.listdir("store")[0])
name = os.path.basename(package)
citation = json.load(os.popen(os.environ["DELO"] + " audit list --catalogue catalogue --json"))["packages"][0]["citation"]
assert citation.startswith("AVPRF, f. 094"), citation
inside = os.path.relpath(os.path.join(work, content), package)
golden = f"""  machine   {host}
  catalogue catalogue
  start     2030-03-17T17:46:40Z
  end       2030-03-17T17:46:40Z
  exit code 1

audit of 2030-03-17T17:46:40Z: 1 altered

ALTERED  {name}: {inside}
  citation  {citation}
  package   {package}
  expected  sha512:{digest(page)}, {size} bytes
  actual    sha512:{digest(content)}, {size} bytes
  again     altered, sha512:{digest(content)}, {size} bytes

hint: altered: the bytes are not those that came in: keep the file as evidence, and bring the package back from another copy

"""
body = mail.get_content()
assert body.startswith(golden), f"{body}\n--- expected\n{golden}"
assert body[len(golden):].rstrip().endswith("bytes read"), body
posts = [json.loads(line) for line in open("heard/posts")]
assert [post[0] for post in posts] == ["/ping/start", "/ping/fail", "/hook"], posts
report = json.loads(posts[2][2])
assert report["exit"] == 1 and report["counts"]["outcomes"]["altered"] == 1
PYTHON
grep -q '^delo_fixity_results{outcome="altered"} 1$' audit.prom || fail "metrics: $(cat audit.prom)"

# Nobody listens: the same code, a warning, and a line in the log.
expect 1 "$DELO" audit run --catalogue catalogue --mail a@example.org --smtp smtp://127.0.0.1:1 \
  --ping "$web/broken" --metrics /nowhere/audit.prom
says out ALTERED
says err "warning: could not be told: mail" "warning: could not be told: ping" "warning: could not be told: metrics"
grep -q '"what":"not told"' catalogue.events.jsonl || fail "the log does not say what was not told"
# A run that cannot be finished tells as well.
rm -f heard/mail-* heard/posts
printf 'nonsense\n' >>catalogue.events.jsonl
expect 3 "$DELO" audit run "${told[@]}"
grep -q "could not be finished" heard/mail-* || fail "no mail about a run that was not finished"
