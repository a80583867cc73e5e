"""The phone page in a real Chromium, 360 pixels wide: what an approver sees and does away from his
desk, whether it can be read and touched, and that no page approves."""

import ssl
import urllib.request

import glass
import house
import page
import story
from story import _notice
from selenium.webdriver.common.by import By


def _sign_in(browser, url, person, password=None):
    browser.get(url + "/m")
    browser.find_element(By.ID, "login").send_keys(person.login)
    browser.find_element(By.ID, "password").send_keys(password or person.password)
    page.press(browser, "Đăng nhập")


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
    page.see(browser, "Mời bà con đưa trẻ")
    page.judge(browser, folder, "item")
    words = page.text(browser)
    for part in ("<b>tháng mười hai</b>", "UBND xã Tân Hưng", "bientap",
                 "đến 31/12/2030 17:00", "Giống số điện thoại: 0912 345 678", "không duyệt được"):
        assert part in words, (part, words)
    assert browser.find_element(By.TAG_NAME, "img").get_property("naturalWidth") == 640

    page.press(browser, "Trả lại tin")
    page.see(browser, "Hãy ghi lý do")
    top = browser.find_element(By.ID, "problem").rect["y"] - browser.execute_script("return scrollY")
    assert 0 <= top < page.HEIGHT_PX / 2, f"what was wrong is out of sight, at {top}"
    page.judge(browser, folder, "no-reason")
    browser.find_element(By.ID, "reason").send_keys("Sai ngày: thứ bảy là 28, không phải 27.")
    # Meanwhile the editor hands in another version: what nobody has seen is not returned.
    commune.editor.run("item", "edit", item["id"], "--title", "Lịch tiêm chủng mới")
    commune.editor.run("item", "submit", item["id"])
    page.press(browser, "Trả lại tin")
    page.see(browser, "Đã có bản mới hơn chờ duyệt")
    page.judge(browser, folder, "moved-on")
    assert browser.find_element(By.TAG_NAME, "h1").text == "Lịch tiêm chủng mới"
    reason = browser.find_element(By.ID, "reason").get_property("value")
    assert reason == "Sai ngày: thứ bảy là 28, không phải 27.", reason
    page.press(browser, "Trả lại tin")
    page.see(browser, "Bị trả lại")
    page.judge(browser, folder, "returned")
    now = commune.editor.run("item", "show", item["id"])
    assert (now["state"], now["reason"]) == ("returned", reason), now


def _reload_until(browser, words):
    def says():
        browser.refresh()
        return words in page.text(browser)
    house.wait_for(f"a reload to say: {words}", says, step=0.5)


def _sees_the_boards(browser, folder, board):
    browser.find_element(By.LINK_TEXT, "Màn hình").click()
    page.see(browser, "Bến đò Phước Lộc")
    _reload_until(browser, "1 màn hình · 0 lỗi · 0 chờ")
    page.judge(browser, folder, "boards")
    board.kill()
    _reload_until(browser, "Mất liên lạc")
    page.judge(browser, folder, "silent")


def an_approver_away_from_his_desk_sees_what_waits_and_returns_it(folder, host):
    commune = house.Commune(folder, host)
    board = house.Board(folder / "board", commune.server.url).start()
    commune.pair(board, "Bến đò Phước Lộc")
    item = _waiting_item(commune, folder)
    _headers_are_strict(commune.server.url)
    browser = page.browser_in(folder)
    try:
        _sign_in(browser, commune.server.url, commune.approver, "sai mật khẩu")
        page.see(browser, "mật khẩu không đúng")
        page.judge(browser, folder, "sign-in")
        _sign_in(browser, commune.server.url, commune.approver)
        page.see(browser, "Chờ duyệt (1)")
        page.judge(browser, folder, "items")
        _returns_it(commune, browser, folder, item)
        _sees_the_boards(browser, folder, board)
        assert not [line for line in browser.get_log("browser") if "Security Policy" in line["message"]]
        page.press(browser, "Đăng xuất")
        page.see(browser, "Tên đăng nhập")
        browser.get(commune.server.url + "/m/items")
        assert browser.find_elements(By.ID, "password"), "signed out"
    finally:
        browser.quit()


def s04_strange_words_go_off_the_air_by_phone_until_an_approver_says_otherwise(folder, host):
    commune, [board] = story._office(folder, host)
    item = commune.item(*_notice("Chữ lạ trên bảng"))
    story._publish_and_wait(commune, [board], [item])
    house.wait_for("the notice", lambda: board.shows(item["id"]))
    browser = page.browser_in(folder)
    try:
        _sign_in(browser, commune.server.url, commune.editor)
        page.see(browser, "Chờ duyệt (0)")
        browser.find_element(By.LINK_TEXT, "Màn hình").click()
        page.see(browser, "NGẮT PHÁT mọi màn hình")
        page.judge(browser, folder, "on-air")
        browser.find_element(By.LINK_TEXT, "NGẮT PHÁT mọi màn hình").click()
        page.see(browser, "Muốn phát lại")
        page.judge(browser, folder, "question")
        field = browser.find_element(By.ID, "reason")
        field.clear()
        field.send_keys("Bà con báo chữ lạ")
        page.press(browser, "Ngắt ngay")
        house.wait_for("the card", lambda: not board.shows(item["id"]), seconds=10, step=0.02)
        page.see(browser, "bientap ngắt lúc")
        page.judge(browser, folder, "off-air")
        assert "NGẮT PHÁT" not in page.text(browser), "all is off"
    finally:
        browser.quit()
    glass.stands_as_rendered(folder, board)
    refused = house.refusal(commune.editor, "board", "on-air")
    assert refused["key"] == "server.role_missing", refused
    assert not board.shows(item["id"])
    commune.approver.run("board", "on-air")
    house.wait_for("the notice again", lambda: board.shows(item["id"]))
    glass.never_black(board)
