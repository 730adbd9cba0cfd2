# What earlier versions wrote (fixtures/compatibility) is read, judged and audited as they meant it.
self=$(realpath "$0")
. "$(dirname "$0")/support/lib.sh"
if [ "$(id -u)" = 0 ] && [ -z "${DELO_OWN_MOUNTS:-}" ] && unshare -m true 2>/dev/null; then
  DELO_OWN_MOUNTS=1 exec unshare -m --propagation private bash "$self"
fi

packages_are_read() { # packages_are_read KEPT
  local package
  for package in "$1"/packages/*; do
    case $package in
    */damaged-*) expect 1 "$DELO" validate -q "$package" ;;
    *)
      expect 0 "$DELO" validate -q "$package"
      expect 0 "$DELO" unpack -q "$package" -o "unpacked-$(basename "$package")"
      ;;
    esac
  done
  [ "$(find unpacked-*.zst -name 'telegram-batumi-l0041.tif' -size +0 | wc -l)" = 1 ] || fail "the scan is gone"
  cmp unpacked-photos.tar/*/data/лист\ 1.txt - <<<"photo 1"
}

reports_are_read() {
  expect 1 "$DELO" validate "$1/packages/damaged-bag.tar"
  says out "лист 2.txt"
  mkdir damaged-kept && tar -xf "$1/packages/damaged-bag.tar" -C damaged-kept
  (cd damaged-kept && expect 0 "$DELO" validate damaged --baseline "$1/reports/damaged.json")
  (cd damaged-kept && expect 1 "$DELO" validate damaged --baseline "$1/reports/good.json")
}

catalogue_is_read() {
  cp -r "$1/audit" state && chmod -R u+w state && chmod 600 state/catalogue.key # git keeps no modes
  expect 0 "$DELO" audit verify-log --catalogue state/catalogue
  says out "2 packages"
  expect 0 "$DELO" audit report --period 2000-01-01..2100-01-01 --catalogue state/catalogue
  says out "described anew"
  expect 0 "$DELO" audit list --catalogue state/catalogue --json
  [ "$(grep -c '"last_outcome": *"passed"' "$work/.out")" = 2 ] || fail "not two that passed: $(cat "$work/.out")"
  expect 0 "$DELO" audit import "$1/audit/export.jsonl" --catalogue imported
  expect 0 "$DELO" audit doctor --catalogue imported
  expect 0 "$DELO" audit premis photos --catalogue state/catalogue
}

# The catalogue knows where the packages lay: there they are put again, where nobody else sees it.
audit_goes_on() {
  [ -n "${DELO_OWN_MOUNTS:-}" ] && mount -t tmpfs none /srv 2>/dev/null || {
    echo "not tried: going on with the audit (only root may mount)"
    return 0
  }
  tar -C /srv -xf "$1/audit/holdings.tar"
  expect 0 "$DELO" audit run --all --anew --catalogue state/catalogue
  echo "another photo" >"/srv/holdings/photos/data/лист 1.txt"
  expect 1 "$DELO" audit run --all --anew --catalogue state/catalogue
  says out "лист 1.txt"
  expect 0 "$DELO" audit verify-log --catalogue state/catalogue
  umount /srv
}

versions=0
for kept in "$DELO_SOURCE"/fixtures/compatibility/*/; do
  kept=${kept%/}
  mkdir "$(basename "$kept")"
  for look in packages_are_read reports_are_read catalogue_is_read audit_goes_on; do
    cd "$work/$(basename "$kept")" || exit
    "$look" "$kept"
  done
  versions=$((versions + 1))
done
[ "$versions" -gt 0 ] || fail "nothing is kept"
echo "$versions versions: everything is read"
