#!/usr/bin/env bash
# Makes sure that the programs are here with which tests judge papers (pdfsig
# and pdftotext of poppler, qpdf): installs them through apt where that is
# possible, or says what to install.
set -euo pipefail
missing=()
command -v pdfsig >/dev/null && command -v pdftotext >/dev/null || missing+=(poppler-utils)
command -v qpdf >/dev/null || missing+=(qpdf)
if [ ${#missing[@]} = 0 ]; then exit 0; fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq
  apt-get install -y -qq --no-install-recommends "${missing[@]}"
  exit 0
fi
echo "The tests of papers need ${missing[*]}: install it (on Debian: apt install ${missing[*]})." >&2
exit 1
