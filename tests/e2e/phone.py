"""The phone page in a real Chromium, 360 pixels wide: what an approver sees and does away from his
desk, whether it can be read and touched, and that no page approves."""

import base64
import os
import ssl
import urllib.request

import glass
import house
import story
from story import _notice
from selenium import webdriver
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By

WIDTH_PX, HEIGHT_PX = 360, 740
CONTRAST_MIN = 4.5   # WCAG 2.2, 1.4.3
TOUCH_MIN_PX = 44    # WCAG 2.2, 2.5.5

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
const all = (what) => [...document.querySelectorAll(what)].filter(seen);
return {
  width: [document.documentElement.scrollWidth, innerWidth],
  pale: all('body *').filter((e) => says(e) && contrast(e) < arguments[0]).map(name),
  small: all('a, button, input, textarea').filter((e) => { const r = e.getBoundingClientRect();
           return r.width < arguments[1] || r.height < arguments[1]; }).map(name),
  tiny: all('body *').filter((e) => says(e) && parseFloat(getComputedStyle(e).fontSize) < 15).map(name),
  nameless: all('input, textarea').filter((e) => !e.labels.length || !e.labels[0].innerText.trim()).map(name),
  unseen: all('img').filter((e) => !e.complete || e.naturalWidth === 0 || !e.alt).map(name),
  scripts: document.scripts.length,
};
"""


def _browser(folder):
    options = webdriver.ChromeOptions()
    options.binary_location = "/usr/bin/chromium"
    for argument in ("--headless=new", "--ignore-certificate-errors", "--disable-gpu", "--lang=vi",
                     "--disable-dev-shm-usage", f"--user-data-dir={folder / 'chromium'}"):
        options.add_argument(argument)
    if os.geteuid() == 0:
        options.add_argument("--no-sandbox")  # Chromium has none for root.
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    browser = webdriver.Chrome(
        service=Service("/usr/bin/chromedriver", log_path=str(folder / "chromedriver.log")),
        options=options)
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride",
                            {"width": WIDTH_PX, "height": HEIGHT_PX, "deviceScaleFactor": 2,
                             "mobile": True})
    return browser


def _judge(browser, folder, name):
    """Holds the page in view to the rules of all pages; leaves a picture of it."""
    found = browser.execute_script(JUDGE, CONTRAST_MIN, TOUCH_MIN_PX)
    size = browser.execute_script(
        "return [innerWidth, document.documentElement.scrollHeight]")
    shot = browser.execute_cdp_cmd(
        "Page.captureScreenshot", {"captureBeyondViewport": True, "clip":
                                   {"x": 0, "y": 0, "width": size[0], "height": size[1], "scale": 1}})
    (folder / f"{name}.png").write_bytes(base64.b64decode(shot["data"]))
    assert found["width"] == [WIDTH_PX, WIDTH_PX], (name, found["width"])
    assert found["scripts"] == 0, name
    for fault in ("pale", "small", "tiny", "nameless", "unseen"):
        assert not found[fault], (name, fault, found[fault])


def _text(browser):
    return browser.find_element(By.TAG_NAME, "main").text


def _see(browser, words):
    """Waits for the page that says so: a browser is not done when a click returns."""
    def says():
        try:
            return words in _text(browser)
        except WebDriverException:
            return False
    house.wait_for(f"the page to say: {words}", says)


def _press(browser, words):
    browser.find_element(By.XPATH, f"//button[normalize-space()='{words}']").click()


def _sign_in(browser, url, person, password=None):
    browser.get(url + "/m")
    browser.find_element(By.ID, "login").send_keys(person.login)
    browser.find_element(By.ID, "password").send_keys(password or person.password)
    _press(browser, "Đăng nhập")


def _headers_are_strict(url):
    trusting = ssl.create_default_context()
    trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
    with urllib.request.urlopen(url + "/m", context=trusting) as answer:
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'none';")
        assert answer.headers.get_all("X-Content-Type-Options") == ["nosniff"]
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers.get_all("Cache-Control") == ["no-store"]


def _waiting_item(commune, folder):
    picture = folder / "duong-day.png"
    picture.write_bytes(story._small_png(640, 400))
    item = commune.editor.run(
        "item", "new", "--until", "31/12/2030 17:00", *_notice(
            "Lịch tiêm chủng mở rộng <b>tháng mười hai</b> tại Trạm Y tế xã Tân Hưng",
            "Mời bà con đưa trẻ đến Trạm Y tế xã.\nLiên hệ 0912 345 678 khi cần đổi ngày."),
        "--picture", picture)
    return commune.editor.run("item", "submit", item["id"])


def _returns_it(commune, browser, folder, item):
    browser.find_element(By.PARTIAL_LINK_TEXT, "Lịch tiêm chủng").click()
    _see(browser, "Mời bà con đưa trẻ")
    _judge(browser, folder, "item")
    words = _text(browser)
    for part in ("<b>tháng mười hai</b>", "UBND xã Tân Hưng", "bientap",
                 "đến 31/12/2030 17:00", "Giống số điện thoại: 0912 345 678", "không duyệt được"):
        assert part in words, (part, words)
    assert browser.find_element(By.TAG_NAME, "img").get_property("naturalWidth") == 640

    _press(browser, "Trả lại tin")
    _see(browser, "Hãy ghi lý do")
    top = browser.find_element(By.ID, "problem").rect["y"] - browser.execute_script("return scrollY")
    assert 0 <= top < HEIGHT_PX / 2, f"what was wrong is out of sight, at {top}"
    _judge(browser, folder, "no-reason")
    browser.find_element(By.ID, "reason").send_keys("Sai ngày: thứ bảy là 28, không phải 27.")
    # Meanwhile the editor hands in another version: what nobody has seen is not returned.
    commune.editor.run("item", "edit", item["id"], "--title", "Lịch tiêm chủng mới")
    commune.editor.run("item", "submit", item["id"])
    _press(browser, "Trả lại tin")
    _see(browser, "Đã có bản mới hơn chờ duyệt")
    _judge(browser, folder, "moved-on")
    assert browser.find_element(By.TAG_NAME, "h1").text == "Lịch tiêm chủng mới"
    reason = browser.find_element(By.ID, "reason").get_property("value")
    assert reason == "Sai ngày: thứ bảy là 28, không phải 27.", reason
    _press(browser, "Trả lại tin")
    _see(browser, "Bị trả lại")
    _judge(browser, folder, "returned")
    now = commune.editor.run("item", "show", item["id"])
    assert (now["state"], now["reason"]) == ("returned", reason), now


def _reload_until(browser, words):
    def says():
        browser.refresh()
        return words in _text(browser)
    house.wait_for(f"a reload to say: {words}", says, step=0.5)


def _sees_the_boards(browser, folder, board):
    browser.find_element(By.LINK_TEXT, "Màn hình").click()
    _see(browser, "Bến đò Phước Lộc")
    _reload_until(browser, "1 màn hình · 0 lỗi · 0 chờ")
    _judge(browser, folder, "boards")
    board.kill()
    _reload_until(browser, "Mất liên lạc")
    _judge(browser, folder, "silent")


def an_approver_away_from_his_desk_sees_what_waits_and_returns_it(folder, host):
    commune = house.Commune(folder, host)
    board = house.Board(folder / "board", commune.server.url).start()
    commune.pair(board, "Bến đò Phước Lộc")
    item = _waiting_item(commune, folder)
    _headers_are_strict(commune.server.url)
    browser = _browser(folder)
    try:
        _sign_in(browser, commune.server.url, commune.approver, "sai mật khẩu")
        _see(browser, "mật khẩu không đúng")
        _judge(browser, folder, "sign-in")
        _sign_in(browser, commune.server.url, commune.approver)
        _see(browser, "Chờ duyệt (1)")
        _judge(browser, folder, "items")
        _returns_it(commune, browser, folder, item)
        _sees_the_boards(browser, folder, board)
        assert not [line for line in browser.get_log("browser") if "Security Policy" in line["message"]]
        _press(browser, "Đăng xuất")
        _see(browser, "Tên đăng nhập")
        browser.get(commune.server.url + "/m/items")
        assert browser.find_elements(By.ID, "password"), "signed out"
    finally:
        browser.quit()


def s04_strange_words_go_off_the_air_by_phone_until_an_approver_says_otherwise(folder, host):
    commune, [board] = story._office(folder, host)
    item = commune.item(*_notice("Chữ lạ trên bảng"))
    story._publish_and_wait(commune, [board], [item])
    house.wait_for("the notice", lambda: board.shows(item["id"]))
    browser = _browser(folder)
    try:
        _sign_in(browser, commune.server.url, commune.editor)
        _see(browser, "Chờ duyệt (0)")
        browser.find_element(By.LINK_TEXT, "Màn hình").click()
        _see(browser, "NGẮT PHÁT mọi màn hình")
        _judge(browser, folder, "on-air")
        browser.find_element(By.LINK_TEXT, "NGẮT PHÁT mọi màn hình").click()
        _see(browser, "Muốn phát lại")
        _judge(browser, folder, "question")
        field = browser.find_element(By.ID, "reason")
        field.clear()
        field.send_keys("Bà con báo chữ lạ")
        _press(browser, "Ngắt ngay")
        house.wait_for("the card", lambda: not board.shows(item["id"]), seconds=10, step=0.02)
        _see(browser, "bientap ngắt lúc")
        _judge(browser, folder, "off-air")
        assert "NGẮT PHÁT" not in _text(browser), "all is off"
    finally:
        browser.quit()
    glass.stands_as_rendered(folder, board)
    refused = house.refusal(commune.editor, "board", "on-air")
    assert refused["key"] == "server.role_missing", refused
    assert not board.shows(item["id"])
    commune.approver.run("board", "on-air")
    house.wait_for("the notice again", lambda: board.shows(item["id"]))
    glass.never_black(board)
