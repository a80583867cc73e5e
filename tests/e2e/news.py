"""News: a portal's stories become drafts, never more by themselves; bad portals are told in words."""

import os
import time

import glass
import house
import portal
from house import wait_for


def _commune(folder, host, networks="127.0.0.1"):
    os.environ["BANGTIN_FEED_NETWORKS"] = networks
    return house.Commune(folder, host)


def _feed(commune, url, name="Báo Tỉnh"):
    return commune.editor.run("feed", "add", "--name", name, "--url", url, "--category", "welfare",
                              "--every", "60")


def stories_of_a_portal_become_a_card_and_a_list_on_the_board(folder, host):
    press = portal.Portal()
    commune = _commune(folder, host)
    board = house.Board(folder / "board", commune.server.url).start()
    commune.pair(board, "Bảng chợ")
    feed = _feed(commune, press.url + "/rss")
    # The server reads a new feed by itself.
    wait_for("the stories", lambda: commune.editor.run("story", "list")["stories"])
    stories = {s["story"]["title"]: s for s in commune.editor.run("story", "list")["stories"]}
    assert len(stories) == 3, stories
    flood = stories["Lũ về trên sông Tiền"]
    assert flood["story"]["lead"] == "Nước lên nhanh trong đêm.", flood
    assert flood["story"]["source"] == "Báo Tỉnh"
    assert flood["story"]["published_at"] == "2026-11-21T22:06:07.000Z"
    assert flood["story"]["link"] == press.url + "/tin/1"
    health = stories["Khám bệnh miễn phí cho người già"]
    assert "published_at" not in health["story"], health
    assert health["story"]["published_as"] == "Ngày 22/5"
    assert health["story"]["lead"] == "Từ 7 giờ"
    assert commune.editor.run("item", "list")["items"] == [], "nothing becomes a draft by itself"

    card = commune.editor.run("story", "take", flood["id"], "--until", "31/12/2030 17:00")
    assert card["pictures_missing"] == 0
    draft = card["item"]
    assert draft["state"] == "draft" and draft["content"]["kind"] == "news"
    assert draft["content"]["stories"][0]["media"] == 0 and len(draft["content"]["media"]) == 1
    listed = commune.editor.run("story", "take", health["id"], flood["id"],
                                stories["Ảnh hỏng"]["id"], "--title", "Tin trong tuần",
                                "--until", "31/12/2030 17:00")
    assert listed["pictures_missing"] == 1
    assert [s["media"] for s in listed["item"]["content"]["stories"]] == [-1, 0, -1]
    taken = {s["id"]: s.get("item") for s in commune.editor.run("story", "list")["stories"]}
    assert taken[health["id"]] == listed["item"]["id"]

    items = []
    for item in (draft, listed["item"]):
        commune.editor.run("item", "submit", item["id"])
        items.append(commune.approver.approve(item["id"]))
    playlist = commune.editor.run("playlist", "new", "--name", "Tin", "--board", board.id, "--item",
                                  items[0]["id"], "--item", items[1]["id"])
    commune.publish(playlist)
    for item in items:
        wait_for("the news on the glass", lambda i=item: board.shows(i["id"]))
    glass.never_black(board)

    # Asked again it says that nothing is new; the stories stay.
    again = commune.editor.run("feed", "fetch", feed["id"])
    assert again["problem"] == "" and again["stories"] == 3, again
    assert press.asked[-1][1].get("If-None-Match") == '"1"'
    commune.editor.run("feed", "remove", feed["id"])
    assert commune.editor.run("story", "list")["stories"] == []
    assert len(commune.editor.run("item", "list")["items"]) == 2, "drafts stay"


def a_bad_portal_is_told_in_words_and_harms_nobody(folder, host):
    secret = portal.Portal()
    press = portal.Portal(secret.url.replace("127.0.0.1", "127.0.0.2") + "/rss")
    commune = _commune(folder, host)
    wanted = {"/html": "news.html", "/bomb": "news.bomb", "/endless": "news.too_large",
              "/inner": "news.private_address", "/loop": "news.redirects",
              "/missing": "news.missing"}
    for path, problem in wanted.items():
        feed = _feed(commune, press.url + path)
        begin = time.monotonic()
        answer = commune.editor.run("feed", "fetch", feed["id"])
        assert answer["problem"] == problem, (path, answer)
        assert answer["failures"] >= 1 and answer["next_at"] > answer["tried_at"], answer
        assert time.monotonic() - begin < 60, path
    assert secret.asked == [], "a redirect led inside"
    unreachable = _feed(commune, "http://127.0.0.1:1/rss")
    assert commune.editor.run("feed", "fetch", unreachable["id"])["problem"] == "news.unreachable"
    assert commune.editor.run("story", "list")["stories"] == []
    for url in ("file:///etc/passwd", "ftp://127.0.0.1/rss", "không"):
        try:
            _feed(commune, url)
            raise AssertionError(url)
        except house.Refused as refused:
            assert refused.error["key"] == "news.url", refused


def the_inner_network_is_closed_until_the_operator_opens_it(folder, host):
    press = portal.Portal()
    commune = _commune(folder, host, networks="")
    for url in (press.url, press.url.replace("127.0.0.1", "localhost"),
                press.url.replace("127.0.0.1", "2130706433"), "http://[::1]:1",
                "http://[::ffff:127.0.0.1]:1", "http://169.254.169.254"):
        feed = _feed(commune, url + "/rss")
        problem = commune.editor.run("feed", "fetch", feed["id"])["problem"]
        assert problem == "news.private_address", (url, problem)
    assert press.asked == []


def an_article_by_its_link_becomes_a_story_and_a_bad_link_is_told_in_words(folder, host):
    secret = portal.Portal()
    press = portal.Portal(secret.url.replace("127.0.0.1", "127.0.0.2") + "/bai/hop-dan")
    commune = _commune(folder, host)
    story = commune.editor.run("story", "link", f"Mời xem {press.url}/bai/hop-dan?utm_source=zalo")
    told = story["story"]
    assert told["title"] == "Họp dân bàn sửa đường liên ấp", told
    assert told["lead"] == ("Ủy ban nhân dân xã mời bà con đến nhà văn hoá ấp 3 họp bàn việc sửa đường.\n"
                            "Đường dài 2\u00a0km, làm trong ba tháng mùa khô."), told
    assert told["source"] == "Cổng xã Tân Hưng" and told["link"] == press.url + "/bai/hop-dan", told
    assert told["published_at"] == "2026-11-21T07:06:00.000Z", told
    assert told["published_as"] == "21/11/2026 14:06", told
    assert [path for path, _ in press.asked] == ["/bai/hop-dan?utm_source=zalo"], "nothing but the page"
    card = commune.editor.run("story", "take", story["id"], "--until", "31/12/2030 17:00")
    assert card["pictures_missing"] == 0 and len(card["item"]["content"]["media"]) == 1, card
    assert commune.editor.run("story", "link", press.url + "/bai/hop-dan")["id"] == story["id"]

    wanted = {"/html": "link.no_text", "/rss": "link.not_page", "/tep.pdf": "link.not_page",
              "/vao": "link.needs_login", "/missing": "link.missing", "/loop": "link.redirects",
              "/endless": "link.too_large", "/bomb": "link.bomb", "/inner": "link.private_address"}
    for path, problem in wanted.items():
        assert _refusal(commune.editor, press.url + path) == problem, path
    assert secret.asked == [], "a redirect led inside"
    assert _refusal(commune.editor, "http://127.0.0.1:1/") == "link.unreachable"
    for url in ("file:///etc/passwd", "ftp://127.0.0.1/x", "không"):
        assert _refusal(commune.editor, url) == "link.url", url
    # Inside the house, and to the open web without https, nothing is asked.
    for url in ("http://127.0.0.3:1/", "http://[::1]:1/", "http://169.254.169.254/", "http://10.0.0.1/"):
        assert _refusal(commune.editor, url) == "link.private_address", url
    assert _refusal(commune.technician, press.url + "/bai/hop-dan") == "server.role_missing"
    log = [(e["kind"], e["who"]) for e in commune.editor.run("events")["events"]
           if e["kind"].startswith("story.link")]
    assert log.count(("story.linked", commune.editor.login)) == 2, log
    assert ("story.link_refused", commune.editor.login) in log, log


def _refusal(person, url):
    return house.refusal(person, "story", "link", url)["key"]
