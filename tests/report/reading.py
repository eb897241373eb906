"""Reading charts by pointer and keyboard, and the page on paper."""
import base64

from held import check


def hold_reading(page, what):
    """Every chart can be read by keys and by pointer, and both say the same."""
    without = page.script("return [...document.querySelectorAll('figure')].filter((f) => !f.querySelector('.readable'))"
                          ".map((f) => f.id)")
    check(not without, f"{what}: every chart can be read {without}")
    for figure in page.script("return [...document.querySelectorAll('figure')].map((f) => f.id)"):
        said, x, y = page.script("""
            const figure = document.getElementById(arguments[0]), box = figure.querySelector(".readable");
            box.dispatchEvent(new KeyboardEvent("keydown", {key: "End"}));
            const said = box.parentElement.querySelector("[aria-live]").textContent;
            const mark = [...box.querySelectorAll(".mark, .rule")].find((m) => m.style.display !== "none");
            mark.scrollIntoView({block: "center", behavior: "instant"});
            let {x, y, width, height} = mark.getBoundingClientRect();
            box.dispatchEvent(new KeyboardEvent("keydown", {key: "Escape"}));
            return [said, x + width / 2, Math.max(5, Math.min(innerHeight - 5, y + height / 2))];""", figure)
        for at in ((1, 1), (x, y)):
            page.tell("Input.dispatchMouseEvent", type="mouseMoved", x=at[0], y=at[1])
        shown = page.script("""
            const tip = document.getElementById(arguments[0]).querySelector(".tip");
            return tip.hidden ? "" : [...tip.children].map((line) => line.textContent).join("; ");""", figure)
        told = any(c.isdigit() for c in said) and not any(bad in said for bad in ("NaN", "undefined", "null"))
        check(shown == said and told, f"{what}: {figure} tells under the pointer what keys read out: {said[:70]}")
    page.tell("Input.dispatchMouseEvent", type="mouseMoved", x=1, y=1)


def hold_paper(page, folder):
    """On paper charts are as wide as the page, nothing hangs over, colours are those of daylight, and what only a screen can
    use is not there."""
    page.look(1280, dark=True)
    page.open(folder / "report.html")
    inches = {"paperWidth": 8.27, "paperHeight": 11.69, "marginTop": 0.4, "marginBottom": 0.4, "marginLeft": 0.4, "marginRight": 0.4}
    shot = page.tell("Page.printToPDF", **inches)
    (folder / "report.pdf").write_bytes(base64.b64decode(shot["data"]))
    check(not page.script("return document.documentElement.classList.contains('printing')"), "then the page is a screen's again")
    page.tell("Emulation.setEmulatedMedia", media="print", features=[{"name": "prefers-color-scheme", "value": "dark"}])
    page.tell("Emulation.setDeviceMetricsOverride", width=718, height=1046, deviceScaleFactor=1, mobile=False)
    page.script("dispatchEvent(new Event('beforeprint'))")
    wide = page.script("return document.documentElement.scrollWidth")
    check(wide <= 718, f"nothing hangs over a page of A4 ({wide})")
    narrow = page.script("""
        const share = (c) => c.querySelector("svg").getBoundingClientRect().width / c.clientWidth;
        return [...document.querySelectorAll("figure .chart")].filter((c) => !c.querySelector(".panels"))
          .map((c) => [c.closest("figure").id, share(c)]).filter(([, s]) => s < 0.98 || s > 1.01);""")
    check(not narrow, f"charts fill the page {narrow}")
    left = page.script("return [...document.querySelectorAll('nav, button, select, .controls, details:not([open])')]"
                       ".filter((e) => e.checkVisibility()).length")
    check(left == 0, f"no control is printed ({left})")
    ink = page.script("const s = getComputedStyle(document.body); return [s.backgroundColor, s.color, getComputedStyle("
                      "document.documentElement).getPropertyValue('--c0').trim()]")
    check(ink == ["rgb(255, 255, 255)", "rgb(0, 0, 0)", "#0f6cbd"], f"on paper it is day {ink}")
    page.script("dispatchEvent(new Event('afterprint'))")
    page.tell("Emulation.setEmulatedMedia", media="")
