"""How long a report takes to draw in headless Chromium: timing.py PAGE... Measured, not asserted. On a busy machine the last
figure tells more: the time for which the page's thread had a processor."""
import sys

import browser


def measured(page):
    with browser.Browser() as chromium:
        chromium.look(1280)
        return [*chromium.open(page), chromium.busy()]


for page in sys.argv[1:]:
    first, all_charts, busy = (sorted(column)[2] for column in zip(*(measured(page) for _ in range(5))))
    print(f"{page}: first charts after {first} ms, all after {all_charts} ms, {busy} ms of a processor (median of 5)")
