"""Writing in one step, and one spelling for everything that is hashed."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimsbook import files

json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**12), 10**12)
    | st.floats(-1e300, 1e300)
    | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=10,
)


def test_a_write_that_fails_leaves_the_old_file_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "table.csv"
    file.write_text("old")

    def fail(self: Path, target: Path) -> Path:
        raise OSError("disk full")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="disk full"):
        files.write_atomically(file, "new")
    assert file.read_text() == "old"
    assert list(tmp_path.iterdir()) == [file]


def test_a_write_makes_folders_and_a_file_that_all_may_read(tmp_path: Path) -> None:
    file = tmp_path / "a" / "b.txt"
    files.write_atomically(file, "é\n")
    assert file.read_bytes() == b"\xc3\xa9\n"
    assert file.stat().st_mode & 0o777 == 0o644
    files.write_atomically(file, b"\x00")
    assert file.read_bytes() == b"\x00"


def test_the_hash_is_plain_sha256(tmp_path: Path) -> None:
    known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    (tmp_path / "abc").write_bytes(b"abc")
    assert files.sha256("abc") == files.sha256(b"abc") == files.sha256_file(tmp_path / "abc")
    assert files.sha256("abc") == known


@given(st.dictionaries(st.text(max_size=4), json_values))
def test_the_order_of_keys_does_not_matter(value: dict[str, object]) -> None:
    backwards = dict(reversed(value.items()))
    assert files.canonical_json(value) == files.canonical_json(backwards)


@given(json_values)
def test_what_is_settled_stays_settled(value: object) -> None:
    once = files.settled(value)
    assert files.canonical_json(files.settled(once)) == files.canonical_json(once)


@pytest.mark.parametrize(
    ("one", "other"), [(3.0, 3), (0.1 + 0.2, 0.3), (math.nan, None), (1e-30 + 1e-42, 1e-30)]
)
def test_numbers_that_mean_the_same_are_spelt_the_same(one: object, other: object) -> None:
    assert files.canonical_json([one]) == files.canonical_json([other])


@pytest.mark.parametrize(
    ("one", "other"), [(1, True), (0.3, 0.3001), ("1", 1), (None, 0), ([], {})]
)
def test_values_that_differ_are_spelt_differently(one: object, other: object) -> None:
    assert files.canonical_json([one]) != files.canonical_json([other])


def test_canonical_json_is_compact_and_keeps_letters() -> None:
    assert files.canonical_json({"b": [1.0, (2,)], "a": "é"}) == '{"a":"é","b":[1,[2]]}'


def test_a_file_of_notes_that_is_none_reads_as_empty(tmp_path: Path) -> None:
    assert files.json_object(tmp_path / "none.json") == {}
    note = tmp_path / "note.json"
    for content in (b"", b"[1]", b"7", b'{"a": 1', b"\xff{}"):
        note.write_bytes(content)
        assert files.json_object(note) == {}
    note.write_bytes(b'{"a": 1}')
    assert files.json_object(note) == {"a": 1}
