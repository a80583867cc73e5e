"""A PDF goes from a person's shell to a board, a page after the other; what is no document is refused."""

import json

import glass
import house
import story
from house import wait_for

RED, BLUE = "1 0 0", "0 0 1"


def _pdf(fills, trailer=""):
    """A PDF with an A4 page of one colour for each of `fills`."""
    pages = len(fills)
    kids = " ".join(f"{3 + 2 * n} 0 R" for n in range(pages))
    objects = ["<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert(1))>>>>",
               f"<</Type/Pages/Count {pages}/Kids[{kids}]>>"]
    for number, fill in enumerate(fills):
        content = f"{fill} rg 0 0 595 842 re f"
        objects.append(f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {4 + 2 * number} 0 R>>")
        objects.append(f"<</Length {len(content)}>>stream\n{content}\nendstream")
    out, places = "%PDF-1.5\n", ""
    for number, text in enumerate(objects, 1):
        places += f"{len(out):010} 00000 n \n"
        out += f"{number} 0 obj\n{text}\nendobj\n"
    count = len(objects) + 1
    return (f"{out}xref\n0 {count}\n0000000000 65535 f \n{places}trailer\n"
            f"<</Size {count}/Root 1 0 R{trailer}>>\nstartxref\n{len(out)}\n%%EOF\n").encode()


def _colours(path):
    """How much of the picture is red, and how much blue."""
    width, height, channels, rows = glass.png_pixels(path)
    red = blue = 0
    for row in rows[::4]:
        for x in range(0, len(row), channels * 4):
            r, g, b = row[x:x + 3]
            red += r > 200 and g < 60 and b < 60
            blue += b > 200 and g < 60 and r < 60
    seen = width * height / 16
    return red / seen, blue / seen


def _pages_in_order(board):
    """"R" and "B" for the pages that stood on the glass, in order, each stretch once."""
    seen = ""
    for shot in glass.shots_of(board):
        red, blue = _colours(shot)
        page = "R" if red > 0.1 else "B" if blue > 0.1 else ""
        if page and not seen.endswith(page):
            seen += page
    return seen


def a_pdf_of_two_pages_comes_to_the_board_page_by_page(folder, host):
    commune, [board] = story._office(folder, host)
    paper = folder / "quyết định số 12.pdf"
    paper.write_bytes(_pdf([RED, BLUE]))
    item = commune.item("--kind", "picture", "--title", "Quyết định số 12", "--category", "policy",
                        "--document", paper, "--picture-seconds", "2")
    pages = item["content"]["media"]
    assert [p["media_type"] for p in pages] == ["image/jpeg"] * 2, pages
    assert pages[0]["size_px"] == [1526, 2160], pages
    [kept] = commune.editor.run("media", "library")["media"]
    assert kept["name"] == paper.name and [p["blob"] for p in kept["pages"]] == [
        p["blob"] for p in pages], kept
    assert kept["items"] == [item["id"]], kept
    assert house.refusal(commune.editor, "media", "drop", kept["document"])["key"] == "library.in_use"
    assert not list((commune.server.folder / "data" / "uploads").iterdir()), "the PDF is kept nowhere"
    story._publish_and_wait(commune, [board], [item])
    wait_for("both pages on the glass, in order", lambda: "RB" in _pages_in_order(board))
    glass.never_black(board)
    for page in pages:
        assert (board.board_folder / "blobs" / page["blob"]).stat().st_size == page["size_bytes"]


def what_is_no_document_is_refused_in_words(folder, host):
    commune = house.Commune(folder, host)
    good = _pdf([RED, BLUE])
    locked = "/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<" + "1" * 64 + ">/U<" + "2" * 64 + ">>>"
    papers = {
        "ingest.document_truncated": good[:len(good) // 2],
        "ingest.document_encrypted": _pdf([RED], locked),
        "ingest.document_no_pages": _pdf([]),
        "ingest.document_too_many_pages": _pdf([RED] * 21),
        "ingest.clip_office": b"PK\x03\x04" + bytes(26) + b"[Content_Types].xml" + bytes(400),
    }
    for key, data in papers.items():
        file = folder / "thông báo.pdf"
        file.write_bytes(data)
        assert house.refusal(commune.editor, "media", "add", file)["key"] == key, key
    # By its bytes, not by its name.
    file = folder / "ảnh.jpg"
    file.write_bytes(good)
    assert house.refusal(commune.editor, "picture", "add", file)["key"] == "ingest.document"
    record = commune.editor.run("media", "add", file)
    assert record["state"] == "done" and len(record["pages"]) == 2, json.dumps(record)
    again = commune.editor.run("media", "add", folder / "ảnh.jpg")
    assert again["document"] == record["document"], "the same pages are the same document"
    assert len(commune.editor.run("media", "library")["media"]) == 1
