#!/usr/bin/env bash
# Builds the bundle of Apache ECharts that the reports carry. Run it after a change of entry.js or of a version in package.json.
set -euo pipefail
cd "$(dirname "$0")"
npm ci --ignore-scripts --no-audit --no-fund --silent
bundle=../../main/resources/dev/jtune/report/html/echarts.min.js
# Letters of other scripts are escaped: one of them would double the memory of every page, and the time to write it.
npx esbuild entry.js --bundle --minify --format=iife --global-name=echarts --legal-comments=none \
    --target=es2020 --banner:js='/*! Apache ECharts 6.0.0 and ZRender 6.0.0, parts; Apache-2.0 and BSD-3-Clause: see NOTICE */' \
    --outfile="$bundle"
openssl dgst -sha256 -binary "$bundle" | base64 > "$bundle.sha256"
