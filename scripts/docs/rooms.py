#!/usr/bin/env python3
"""Draws docs/rooms.svg: the rooms of docs/architecture.md and who includes whom, read from the sources (below 1 s).

    scripts/docs/rooms.py            # draws it anew
    scripts/docs/rooms.py --check    # compares it with the sources, which the tests do; exit code 1 where it is stale

An arrow leads from a room to one it includes. Drawn are the arrows from which all others follow: who includes `scenario`
also knows what `scenario` knows.
"""
import re
import sys
from html import escape
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PICTURE = ROOT / "docs/rooms.svg"
ROOMS = {  # name -> (column, row, what lives there, the outside library whose door it is)
    "random": (0, 1, "keyed draws, portable functions", "Random123, Boost"),
    "core": (1, 0, "ids, months, fixed point, errors", "OpenSSL"),
    "parallel": (2, 1.5, "loops over rows and lanes", "oneTBB"),
    "parameters": (1, 1, "every parameter: unit, bounds, source", ""),
    "scenario": (1, 2, "levers with dates, data tables, reading", "toml++"),
    "population": (1, 3, "people, bodies, network, managers", ""),
    "state": (1, 4, "what changes, and what is recorded", ""),
    "process": (0.5, 5, "the ten submodels, one idea a file", ""),
    "record": (1.5, 5.5, "recorded files, shards, canonical hash", "HDF5"),
    "run": (0.5, 6, "a batch of lanes, month by month", ""),
    "study": (1, 7, "designs; sweeps that survive a kill", ""),
    "analysis": (1, 8, "bands, comparisons, targets, calibration", ""),
    "report": (1, 9, "one page that opens offline", ""),
    "cli": (1, 10, "one file a subcommand", "CLI11"),
}
WIDTH, HEIGHT, ACROSS, DOWN, MARGIN = 258, 46, 290, 78, 16


def included():
    """room -> the other rooms whose public headers it includes."""
    found = {room: set() for room in ROOMS}
    for tree in ("include/mutualise", "sim", "analysis", "report"):
        for file in sorted((ROOT / tree).rglob("*.[hc]pp")):
            room = tree if tree in ROOMS else file.relative_to(ROOT / tree).parts[0]
            text = file.read_text()
            found[room] |= {named for named in re.findall(r'#include "mutualise/(\w+)/', text) if named != room}
    return found


def known(room, direct):
    """Everything a room knows, of itself or through others."""
    return set().union(*({other} | known(other, direct) for other in direct[room]))


def arrows(direct):
    """The pairs from which all others follow."""
    for room, others in direct.items():
        for other in sorted(others):
            if not any(other in known(between, direct) for between in others - {other}):
                yield room, other


def centre(room):
    column, row = ROOMS[room][:2]
    return MARGIN + WIDTH / 2 + column * ACROSS, MARGIN + HEIGHT / 2 + row * DOWN


def arrow(room, other):
    """From the upper edge of the room to the lower edge of the one above that it includes."""
    (x1, y1), (x2, y2) = centre(room), centre(other)
    lean = max(-0.4, min(0.4, (x2 - x1) / ACROSS)) * WIDTH
    x1, y1, y2 = x1 + lean, y1 - HEIGHT / 2, y2 + HEIGHT / 2 + 7
    bend = (y1 - y2) / 2
    return (f'<path d="M{x1:.0f},{y1:.0f} C{x1:.0f},{y1 - bend:.0f} {x2:.0f},{y2 + bend:.0f} {x2:.0f},{y2:.0f}" '
            f'marker-end="url(#tip)"><title>{room} includes {other}</title></path>')


def box(room):
    x, y = centre(room)
    _, _, what, library = ROOMS[room]
    door = f'<tspan class="door" dx="8">{escape(library)}</tspan>' if library else ""
    return (f'<rect x="{x - WIDTH / 2:.0f}" y="{y - HEIGHT / 2:.0f}" width="{WIDTH}" height="{HEIGHT}" rx="6"/>'
            f'<text x="{x:.0f}" y="{y - 4:.0f}"><tspan class="room">{room}</tspan>{door}</text>'
            f'<text x="{x:.0f}" y="{y + 14:.0f}">{escape(what)}</text>')


def drawing():
    direct = included()
    wide = 2 * MARGIN + WIDTH + 2 * ACROSS
    high = 2 * MARGIN + HEIGHT + 10 * DOWN
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" font-family="sans-serif" font-size="12" '
        'role="img" aria-label="The rooms: each includes those its arrows lead to, and what these know">',
        "<style>text { text-anchor: middle; fill: #333 } .room { font-weight: bold; font-size: 15px; fill: #0b3d66 } "
        ".door { fill: #b45309 } rect { fill: #f4f8fc; stroke: #0f6cbd } path { fill: none; stroke: #555; stroke-width: 1.5 }</style>",
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="1" refY="4" markerWidth="6" markerHeight="6" orient="auto">'
        '<path d="M0,0 L8,4 L0,8 z" style="fill: #555; stroke: none"/></marker></defs>',
        f'<rect width="{wide}" height="{high}" style="fill: #fff; stroke: none"/>',
        *(arrow(*pair) for pair in arrows(direct)),
        *(box(room) for room in ROOMS),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def main():
    if "--check" not in sys.argv[1:]:
        PICTURE.write_text(drawing())
    elif PICTURE.read_text() != drawing():
        sys.exit("docs/rooms.svg is not what the sources include: scripts/docs/rooms.py draws it anew")


if __name__ == "__main__":
    main()
