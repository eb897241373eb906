"""Whether a page can be used: by keyboard alone, by axe-core's rules, and at each width."""
import time

from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from held import check


def hold_tab(page, name):
    """Tab goes to everything that can be used."""
    wanted = page.script("""
        document.activeElement.blur(); scrollTo(0, 0);
        const all = [...document.querySelectorAll("a[href], button:not([disabled]), select, input, summary, [tabindex='0']")]
          .filter((e) => e.checkVisibility({contentVisibilityAuto: true, visibilityProperty: true}));
        all.forEach((e, i) => { e.dataset.stop = i; });
        return all.length;""")
    seen = set()
    for _ in range(wanted + 20):
        page.driver.switch_to.active_element.send_keys(Keys.TAB)
        seen.add(page.script("return document.activeElement.dataset.stop"))
    check(len(seen - {None}) == wanted, f"{name}: Tab reaches all {wanted} controls, charts and tables ({len(seen - {None})})")


def hold_keyboard(page):
    hold_tab(page, "report")
    chart = page.driver.find_element(By.CSS_SELECTOR, "#fan-employees-in-mutuals .readable")
    page.script("arguments[0].focus()", chart)
    chart.send_keys(Keys.END)
    said = page.script("return document.querySelector('#fan-employees-in-mutuals [aria-live]').textContent")
    check(said.startswith("December 2015") and "historical:" in said, f"the end of the chart is read out: {said[:60]}")
    chart.send_keys(Keys.ARROW_LEFT)
    said = page.script("return document.querySelector('#fan-employees-in-mutuals [aria-live]').textContent")
    check(said.startswith("November 2015"), "and the month before it")


def hold_accessible(page, sources):
    page.script((sources / "tests/report/axe/axe.min.js").read_text())
    found = page.driver.execute_async_script(
        "const done = arguments[0]; axe.run(document).then((r) => done(r.violations.map((v) => "
        "[v.impact, v.id, v.nodes.length, v.nodes[0].html.slice(0, 120)])))")
    for each in found:
        print("        axe:", *each)
    check(not [v for v in found if v[0] in ("serious", "critical")], "axe-core finds nothing serious or critical")


def hold_width(page, folder, name, width, dark):
    page.look(width, dark)
    page.open(folder / f"{name}.html")
    time.sleep(0.5)
    wide = page.script("return document.documentElement.scrollWidth")
    check(wide <= width, f"nothing of {name} hangs over at {width} pixels ({wide})")
    if width >= 820:
        hidden = page.script("return [...document.querySelectorAll('.chart .scroll')].map((e) => e.scrollWidth - e.clientWidth)")
        check(not any(each > 0 for each in hidden), f"and no chart is scrolled sideways {hidden}")
    page.picture(folder / f"{name}-{width}-{'dark' if dark else 'light'}.png")
