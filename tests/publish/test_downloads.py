"""What can be taken away is linked where it is, and nowhere where it is not."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from claimsbook.publish import downloads

PAGE = "<p>Text.</p><!-- take away --><p>More.</p>"


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """A site of two pages, one of them deep."""
    site = tmp_path / "site"
    (site / "deep").mkdir(parents=True)
    for name in ("index.html", "deep/page.html"):
        (site / name).write_text(PAGE, "utf-8")
    return site


def test_links_lead_to_the_files_from_every_page(built: Path, tmp_path: Path) -> None:
    pdf, source = tmp_path / "tiny-1.0.pdf", tmp_path / "tiny-1.0-source.zip"
    pdf.write_bytes(b"p" * 1_234_567)
    source.write_bytes(b"s")
    downloads.offer(built, [pdf, source])
    for page, up in (("index.html", ""), ("deep/page.html", "../")):
        text = (built / page).read_text("utf-8")
        assert f'href="{up}download/tiny-1.0.pdf" download>the book as PDF</a> (1.2 MB)' in text
        assert f'href="{up}download/tiny-1.0-source.zip"' in text
        assert "<!--" not in text and text.startswith("<p>Text.</p>")
    assert (built / "download" / "tiny-1.0.pdf").read_bytes() == pdf.read_bytes()


def test_without_files_no_word_is_said_of_them(built: Path, tmp_path: Path) -> None:
    downloads.offer(built, [tmp_path / "tiny-1.0.pdf"])
    assert (built / "index.html").read_text("utf-8") == "<p>Text.</p><p>More.</p>"
    assert not (built / "download").exists()


def test_the_zip_of_a_site_holds_its_pdf_and_links_no_more_than_it_holds(
    built: Path, tmp_path: Path
) -> None:
    pdf = tmp_path / "tiny-1.0.pdf"
    pdf.write_bytes(b"p")
    target = tmp_path / "tiny-1.0-site.zip"
    downloads.zipped(built, tmp_path / "copy", target, [pdf])
    with zipfile.ZipFile(target) as whole:
        assert "download/tiny-1.0.pdf" in whole.namelist()
        assert b".zip" not in whole.read("index.html")
    assert (built / "index.html").read_text("utf-8") == PAGE
