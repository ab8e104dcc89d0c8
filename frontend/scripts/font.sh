#!/bin/sh
# Cuts the font of the npm package to what the dashboard shows: weights 400 to 700, kerning,
# accents and figures of one width. A third smaller, and every visitor waits for it. Run it after
# the package has changed; it needs `pip install fonttools brotli`.
set -eu
cd "$(dirname "$0")/.."
source=node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2
cut=$(mktemp)
pyftsubset "$source" --unicodes='*' --flavor=woff2 --output-file="$cut" \
    --layout-features=kern,mark,mkmk,ccmp,locl,calt,tnum
fonttools varLib.instancer "$cut" wght=400:700 --output=src/fonts/inter.woff2
rm "$cut"
