"""How long a report takes to draw in headless Chromium: timing.py PAGE... Measured, not asserted."""
import sys

import browser

for page in sys.argv[1:]:
    times = []
    for _ in range(5):
        with browser.Browser() as chromium:
            chromium.look(1280)
            times.append(chromium.open(page))
    first, all_charts = (sorted(column)[2] for column in zip(*times))
    print(f"{page}: first charts after {first} ms, all after {all_charts} ms (median of 5)")
