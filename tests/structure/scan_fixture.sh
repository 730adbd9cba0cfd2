# The scan stand-in is what its script makes.
set -euo pipefail
"$DELO_SOURCE/scripts/make-scan" | cmp - "$DELO_SOURCE/fixtures/documents/scans/telegram-batumi-l0041.tif"
