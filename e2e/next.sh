#!/usr/bin/env bash
# Builds bin/doorstep-next: the same program under another release's name, as a
# server would be after its next deployment. The other release's static files
# take the place of the embedded ones in this build only (go build -overlay).
set -euo pipefail
release="next$1"
print=$(cksum < bin/doorstep)
if [ -x bin/doorstep-next ] && [ "$(cat bin/next/of 2>/dev/null)" = "$print" ]; then exit 0; fi

mkdir -p bin/next/dist
flags="-s -w -X doorstep/views.Release=$release"
GOOS=js GOARCH=wasm go build -trimpath ${WASMFLAGS-} -ldflags "$flags" -o bin/next/dist/tablet.wasm ./tablet
go run ./static/lean -join bin/next/dist/tablet.wasm
node static/build.mjs --release "$release" --out bin/next/dist --quality 4
{
  printf '{"Replace":{"":""'
  for file in bin/next/dist/*; do printf ',"%s":"%s"' "$PWD/static/dist/${file##*/}" "$PWD/$file"; done
  printf '}}'
} | sed 's/"":"",//' > bin/next/overlay.json
go build -trimpath -overlay bin/next/overlay.json -ldflags "$flags" -o bin/doorstep-next ./server
echo "$print" > bin/next/of
