"""What is kept under `.cache` is trusted by what it holds: any change of it is noticed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from claimsbook import caches
from copies import Bench


@pytest.fixture
def shelf(tiny_package: Bench) -> Path:
    """Where `made` keeps things."""
    return tiny_package.root / ".cache" / "shelf"


def made(of: object, content: bytes = b"drawn\nin two lines") -> bytes:
    return caches.kept("shelf", of, "svg", lambda: content)


def only(shelf: Path) -> Path:
    (file,) = shelf.iterdir()
    return file


def test_what_was_made_from_the_same_is_not_made_again(shelf: Path) -> None:
    assert made(["a"]) == made(["a"], b"not asked for") == b"drawn\nin two lines"
    assert made(["b"], b"other") == b"other"


@pytest.mark.parametrize(
    "harm",
    [
        lambda raw: raw.replace(b"drawn", b"drown"),
        lambda raw: raw + b"\n",
        lambda raw: raw[:-1],
        lambda raw: raw[:70],
        lambda raw: raw[:20],
        lambda raw: b"",
        lambda raw: raw.partition(b"\n")[2],
        lambda raw: raw.replace(b"\n", b"\r\n"),
        lambda raw: b"0" * 64 + raw[64:],
    ],
)
def test_what_was_edited_or_cut_is_made_anew(shelf: Path, harm: Callable[[bytes], bytes]) -> None:
    made(["a"])
    file = only(shelf)
    good = file.read_bytes()
    file.write_bytes(harm(good))
    assert made(["a"]) == b"drawn\nin two lines"
    assert file.read_bytes() == good


def test_what_lies_in_the_place_of_another_is_made_anew(shelf: Path) -> None:
    made(["a"], b"of a")
    first = only(shelf)
    made(["b"], b"of b")
    second = next(one for one in shelf.iterdir() if one != first)
    first.write_bytes(second.read_bytes())
    assert made(["a"], b"of a, anew") == b"of a, anew"


def test_code_counts_by_its_bytes(tmp_path: Path) -> None:
    (tmp_path / "one.py").write_text("x = 1\n", "utf-8")
    before = caches.code(str(tmp_path / "one.py"), caches)
    (tmp_path / "one.py").write_text("x = 2\n", "utf-8")
    after = caches.code(str(tmp_path / "one.py"), caches)
    assert before[0] != after[0] and before[1] == after[1]
