"""Chromium without a network, driven through chromedriver: both Debian's packages (chromium, chromium-driver,
python3-selenium). Whatever the page asked for is in its log."""
import base64
import json
import os
import shutil
import time

try:
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service
except ImportError:
    webdriver = None


def missing():
    """What this machine lacks, in words; empty where it has all."""
    lacks = [name for name in ("chromium", "chromedriver") if shutil.which(name) is None]
    return ", ".join(lacks + ([] if webdriver else ["python3-selenium"]))


class Browser:
    def __init__(self, downloads=None):
        options = webdriver.ChromeOptions()
        for each in ("headless=new", "no-sandbox", "disable-gpu", "disable-quic", "no-first-run", "hide-scrollbars",
                     "disable-background-networking", "disable-component-update", "disable-sync",
                     "disable-dev-shm-usage", "host-resolver-rules=MAP * ~NOTFOUND"):
            options.add_argument("--" + each)
        options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
        self.driver = webdriver.Chrome(service=Service(shutil.which("chromedriver")), options=options)
        self.driver.set_script_timeout(240)
        self.tell("Performance.enable", timeDomain="threadTicks")
        self.tell("Network.enable")
        self.tell("Network.emulateNetworkConditions", offline=True, latency=0, downloadThroughput=-1,
                  uploadThroughput=-1)
        if downloads:
            self.tell("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(downloads))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.driver.quit()

    def tell(self, command, **parameters):
        return self.driver.execute_cdp_cmd(command, parameters)

    def look(self, width, dark=False):
        self.tell("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=False)
        self.tell("Emulation.setEmulatedMedia",
                  features=[{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}])

    def open(self, path):
        """Opens a file and waits until all is drawn. Returns milliseconds until the first charts, and until all."""
        self.driver.get("file://" + os.path.abspath(path))
        for _ in range(600):
            if self.script("return document.documentElement.dataset.complete"):
                break
            time.sleep(0.1)
        return [int(self.script(f"return document.documentElement.dataset.{name} || -1")) for name in ("ready", "complete")]

    def busy(self):
        """Milliseconds for which the page had a processor since it was opened: however busy the machine is."""
        metrics = self.tell("Performance.getMetrics")["metrics"]
        return round(1000 * next(each["value"] for each in metrics if each["name"] == "TaskDuration"))

    def script(self, text, *arguments):
        return self.driver.execute_script(text, *arguments)

    def requests(self):
        """Addresses asked for since the last call, but the page's own file and what it made itself."""
        asked = []
        for line in self.driver.get_log("performance"):
            message = json.loads(line["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                asked.append(message["params"]["request"]["url"])
        return [url for url in asked if not url.startswith(("file://", "blob:", "data:"))], \
            [url for url in asked if url.startswith("file://")]

    def complaints(self):
        """What the console says since the last call: errors, policy violations, warnings."""
        return [line["message"] for line in self.driver.get_log("browser") if line["level"] in ("SEVERE", "WARNING")]

    def picture(self, path, selector=None):
        """The whole page, or one element of it."""
        if selector:
            frame = self.script("const r = document.querySelector(arguments[0]).getBoundingClientRect();"
                                "return [r.x + scrollX, r.y + scrollY, r.width, r.height]", selector)
        else:
            size = self.tell("Page.getLayoutMetrics")["cssContentSize"]
            frame = [0, 0, size["width"], min(size["height"], 16000)]
        clip = dict(zip(("x", "y", "width", "height"), frame), scale=1)
        shot = self.tell("Page.captureScreenshot", format="png", captureBeyondViewport=True, clip=clip)
        with open(path, "wb") as file:
            file.write(base64.b64decode(shot["data"]))
