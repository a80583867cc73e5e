"""A page of the server in a real Chromium, 360 pixels wide, as on a phone, and what every such page is
held to: it can be read, touched, reached by keys and spoken by a screen reader."""

import base64
import os

import house
from selenium import webdriver
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

WIDTH_PX, HEIGHT_PX = 360, 740
CONTRAST_MIN = 4.5   # WCAG 2.2, 1.4.3
TOUCH_MIN_PX = 44    # WCAG 2.2, 2.5.5
# What a screen reader must have a name for.
SPOKEN = {"button", "checkbox", "combobox", "heading", "image", "link", "radio", "textbox"}

# What breaks a rule, by the rule (FAULTS), and what else is asked of the page.
JUDGE = """
const seen = (e) => { const r = e.getBoundingClientRect(); return r.width > 0 && r.height > 0; };
const colour = (text) => { const n = text.match(/[\\d.]+/g).map(Number); return n.length < 4 ? [...n, 1] : n; };
const light = ([r, g, b]) => { const f = (c) => (c /= 255) <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
                               return 0.2126 * f(r) + 0.7152 * f(g) + 0.0722 * f(b); };
const behind = (e) => { for (; e; e = e.parentElement) { const c = colour(getComputedStyle(e).backgroundColor);
                                                         if (c[3] === 1) return c; } return [255, 255, 255, 1]; };
const contrast = (e) => { const a = light(colour(getComputedStyle(e).color)), b = light(behind(e));
                          return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05); };
const says = (e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()) ||
                    ['INPUT', 'TEXTAREA'].includes(e.tagName);
const name = (e) => e.outerHTML.slice(0, 90);
const every = (what) => [...document.querySelectorAll(what)];
const all = (what) => every(what).filter(seen);
return {
  width: [document.documentElement.scrollWidth, innerWidth],
  pale: all('body *').filter((e) => says(e) && contrast(e) < arguments[0]).map(name),
  small: all('a, button, input, textarea').filter((e) => { const r = e.getBoundingClientRect();
           return r.width < arguments[1] || r.height < arguments[1]; }).map(name),
  tiny: all('body *').filter((e) => says(e) && parseFloat(getComputedStyle(e).fontSize) < 15).map(name),
  nameless: all('input, textarea').filter((e) => !e.labels.length || !e.labels[0].innerText.trim()).map(name),
  unseen: all('img').filter((e) => !e.complete || e.naturalWidth === 0 || !e.alt).map(name),
  mute: all('button, a').filter((e) => !e.textContent.trim()).map(name),
  twins: every('[id]').filter((e) => document.querySelectorAll('#' + e.id).length > 1).map(name),
  unnamed: every('[aria-labelledby], [aria-describedby]').flatMap((e) =>
      ((e.getAttribute('aria-labelledby') || '') + ' ' + (e.getAttribute('aria-describedby') || ''))
          .split(' ').filter((id) => id && !document.getElementById(id))),
  foreign: every('[src], link[href]').filter((e) => new URL(e.src || e.href).origin !== location.origin).map(name),
  inline: every('[style], [onclick], script:not([src])').map(name),
  headings: every('h1, h2, h3, h4').map((e) => Number(e.tagName[1])),
  lang: document.documentElement.lang,
  title: document.title.trim(),
  scripts: document.scripts.length,
  landmarks: ['header', 'main', 'footer', 'article'].filter((what) => every('body ' + what).length !== 1),
};
"""
FAULTS = ("pale", "small", "tiny", "nameless", "unseen", "mute", "twins", "unnamed", "foreign", "inline")

# Which control Tab has come to, and whether that is seen.
REACHED = """
const controls = [...document.querySelectorAll('a[href], button, input, select, textarea')]
    .filter((e) => e.tabIndex >= 0 && e.getBoundingClientRect().width > 0 && !e.disabled);
const e = document.activeElement, look = getComputedStyle(e);
return {at: controls.indexOf(e), count: controls.length,
        seen: look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) > 0,
        name: e.outerHTML.slice(0, 90)};
"""


def browser_in(folder):
    options = webdriver.ChromeOptions()
    options.binary_location = "/usr/bin/chromium"
    for argument in ("--headless=new", "--ignore-certificate-errors", "--disable-gpu", "--lang=vi",
                     "--disable-dev-shm-usage", f"--user-data-dir={folder / 'chromium'}"):
        options.add_argument(argument)
    if os.geteuid() == 0:
        options.add_argument("--no-sandbox")  # Chromium has none for root.
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    service = Service("/usr/bin/chromedriver", log_path=str(folder / "chromedriver.log"))
    browser = webdriver.Chrome(service=service, options=options)
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride",
                            {"width": WIDTH_PX, "height": HEIGHT_PX, "deviceScaleFactor": 2,
                             "mobile": True})
    return browser


def judge(browser, folder, name, contrast_min=CONTRAST_MIN, scripts=0):
    """Holds the page in view to the rules of all pages; leaves a picture of it. What was found."""
    found = browser.execute_script(JUDGE, contrast_min, TOUCH_MIN_PX)
    size = browser.execute_script("return [innerWidth, document.documentElement.scrollHeight]")
    shot = browser.execute_cdp_cmd(
        "Page.captureScreenshot", {"captureBeyondViewport": True, "clip":
                                   {"x": 0, "y": 0, "width": size[0], "height": size[1], "scale": 1}})
    (folder / f"{name}.png").write_bytes(base64.b64decode(shot["data"]))
    assert found["width"] == [WIDTH_PX, WIDTH_PX], (name, found["width"])
    for fault in FAULTS:
        assert not found[fault], (name, fault, found[fault])
    assert found["scripts"] <= scripts, (name, found["scripts"])
    assert found["lang"] == "vi" and found["title"], (name, found)
    assert found["headings"][0] == 1 and found["headings"].count(1) == 1, (name, found["headings"])
    steps = zip(found["headings"], found["headings"][1:])
    assert all(deeper <= level + 1 for level, deeper in steps), (name, found["headings"])
    _is_spoken(browser, name)
    _is_reached_by_keys(browser, name)
    return found


def _is_spoken(browser, name):
    """The tree that a screen reader gets has words for all that is pressed, filled in or looked at."""
    tree = browser.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
    told = [(node["role"]["value"], node.get("name", {}).get("value", "").strip())
            for node in tree if not node["ignored"]]
    assert any(role == "heading" for role, words in told), (name, told)
    mute = [role for role, words in told if role in SPOKEN and not words]
    assert not mute, (name, mute)


def _is_reached_by_keys(browser, name):
    """Tab goes from the top through all controls in the order of the page, and shows where it is."""
    browser.execute_script("document.body.tabIndex = -1; document.body.focus(); scrollTo(0, 0);"
                           "document.body.removeAttribute('tabindex')")
    for at in range(browser.execute_script(REACHED)["count"]):
        ActionChains(browser).send_keys(Keys.TAB).perform()
        reached = browser.execute_script(REACHED)
        assert reached["at"] == at and reached["seen"], (name, at, reached)


def text(browser):
    return browser.find_element(By.TAG_NAME, "main").text


def see(browser, words):
    """Waits for the page that says so: a browser is not done when a click returns."""
    def says():
        try:
            return words in text(browser)
        except WebDriverException:
            return False
    house.wait_for(f"the page to say: {words}", says)


def press(browser, words):
    browser.find_element(By.XPATH, f"//button[normalize-space()='{words}']").click()
