#!/usr/bin/env bash
# Makes sure that a Chromium is here: installs it through apt where that is
# possible, or says what to install. CHROMIUM names another one.
set -euo pipefail
for name in "${CHROMIUM:-chromium}" chromium-browser google-chrome; do
  if command -v "$name" >/dev/null; then exit 0; fi
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq
  apt-get install -y -qq --no-install-recommends chromium
  exit 0
fi
echo "The browser tests need Chromium: install it (on Debian: apt install chromium), or set CHROMIUM to its path." >&2
exit 1
