#!/usr/bin/env bash
# Builds the page's script anew from report/web/src: locked packages, the same bytes each time. Needs node 18 or later
# and npm; the C++ build needs neither, for what this writes is committed.
set -euo pipefail
cd "$(dirname "$0")"

npm ci --no-audit --no-fund --ignore-scripts
npx esbuild src/main.js --bundle --minify --format=iife --target=es2022 --legal-comments=none --charset=utf8 \
  --metafile=node_modules/.meta.json --outfile=dist/report.min.js
if grep -qi '</script' dist/report.min.js; then
  echo "the bundle holds </script" >&2
  exit 1
fi
# The licence of every package of which something stands in the bundle.
node - <<'SCRIPT' > dist/LICENCES.txt
const fs = require("fs");
const meta = JSON.parse(fs.readFileSync("node_modules/.meta.json", "utf8"));
const used = Object.values(meta.outputs)[0].inputs;
const packages = new Set();
for (const [file, {bytesInOutput}] of Object.entries(used)) {
  const found = /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules)/.exec(file);
  if (found && bytesInOutput > 0) packages.add(file.slice(0, found.index) + found[0].slice(0, -1));
}
for (const folder of [...packages].sort()) {
  const {name, version, license} = JSON.parse(fs.readFileSync(`${folder}/package.json`, "utf8"));
  const file = fs.readdirSync(folder).find((each) => /^licen[sc]e/i.test(each));
  console.log(`${name} ${version} (${license})\n`);
  console.log(file ? fs.readFileSync(`${folder}/${file}`, "utf8").trim() : "No licence file in the package.");
  console.log(`\n${"-".repeat(72)}\n`);
}
SCRIPT
