# Cron and containers run with LANG=C: every command works with Cyrillic names all the same.
. "$(dirname "$0")/support/lib.sh"

mkdir 'дело 99'
cp "$page" 'дело 99/телеграмма.txt'
printf scan >'дело 99/л. 5 об.tif'
for locale in C POSIX ru_RU.KOI8-R C.UTF-8; do
  run() { env LC_ALL=$locale "$DELO" "$@"; }
  rm -rf 'выход' xdg
  expect 0 run inspect 'дело 99/телеграмма.txt'
  says out "телеграмма.txt"
  for container in dir tar zip; do
    expect 0 run pack 'дело 99/телеграмма.txt' --original 'дело 99/л. 5 об.tif' -o 'выход' --as $container
    says out "выход"
  done
  expect 0 run validate 'выход'/*
  for package in 'выход'/*; do
    run validate --json "$package" | python3 -c '
import json, sys
p = json.load(open(0, encoding="utf-8"))["packages"][0]
assert p["verdict"] == "valid" and not p["findings"], p'
  done
  expect 0 run audit add 'выход'
  says out "выход"
  expect 0 run audit run
  silent
  expect 0 run audit list
  says out "выход"
  python3 - <<'PY'
import glob, tarfile, zipfile
name = "/representations/original/data/л. 5 об.tif"
assert any(m.name.endswith(name) for m in tarfile.open(glob.glob("выход/*.tar")[0])), "tar"
assert any(n.endswith(name) for n in zipfile.ZipFile(glob.glob("выход/*.zip")[0]).namelist()), "zip"
PY
done
