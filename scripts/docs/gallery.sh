#!/usr/bin/env bash
# Draws the pictures of docs/gallery.md anew: gallery.sh [CALIBRATION.h5]. Needs the release build, Chromium, chromedriver,
# python3-selenium and python3-pil (which python3-matplotlib brings); takes some minutes. Without the file of a
# calibration, the picture of prior and posterior stays as it is.
set -euo pipefail
cd "$(dirname "$0")/../.."
source=$PWD scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
PATH="$source/build/release:$PATH"
ln -s "$source/scenarios" "$scratch/scenarios"
[ $# -eq 0 ] || cp "$1" "$scratch/record-2012-calibration.h5"
cd "$scratch"
goal='employees_in_mutuals@2015-12 >= 1e6'

mutualise run scenarios/historical.toml scenarios/taskforce.toml --runs 16 --scale 0.25 -o small
mutualise compare small/historical.h5 small/taskforce.h5 -o compared.h5
mutualise report small/historical.h5 small/taskforce.h5 compared.h5 -o report.html
mutualise sweep scenarios/studies/levers-2015.toml -o levers --scale 0.02 --replicates 4
mutualise target levers --goal "$goal" --probability 0.9 --no-runs -o target.h5
mutualise attribute levers --outcome employees_in_mutuals@2015-12 -o shares.h5
mutualise sweep scenarios/studies/morris.toml -o morris --scale 0.02
mutualise sensitivity morris --outcome employees_in_mutuals@2015-12 -o sensitivity.h5
mutualise report levers target.h5 shares.h5 sensitivity.h5 $(ls record-2012-calibration.h5 2> /dev/null) -o levers.html

for page in report levers; do
  /usr/bin/python3 -B "$source/tests/report/gallery.py" $page.html $page 960
done
/usr/bin/python3 - "$source/docs/gallery" <<'SCRIPT'
import pathlib
import sys

from PIL import Image

pictures = {
    "report": ["fan-mutuals-live", "fan-employees-in-mutuals", "services-employees", "flow", "levers",
               "compare-0-employees-in-mutuals", "attitudes", "resistance"],
    "levers": ["paired-employees-in-mutuals", "goal-map-0", "shapley-0", "tornado-0", "learned-0"],
}
for page, names in pictures.items():
    for path in [pathlib.Path(page, name + ".png") for name in names]:
        if path.exists():  # 96 colours are enough, and small
            image = Image.open(path).convert("RGB").quantize(96, dither=Image.Dither.NONE)
            image.save(pathlib.Path(sys.argv[1], path.name), optimize=True)
SCRIPT
