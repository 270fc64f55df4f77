"""nbval's net holds: a number altered in a table, an output or a chart turns the tests red."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from claimsbook import claims
from claimsbook.figures.exhibits import MIME, VEGALITE_MIME
from copies import REPOSITORY, Bench

SANITISED = REPOSITORY / "tests" / "notebooks" / "sanitize.cfg"


def in_each_bundle(change: Callable[[dict[str, Any]], int]) -> Callable[[Path], None]:
    """Change the outputs of a notebook in exactly one place."""

    def alter(file: Path) -> None:
        notebook = json.loads(file.read_bytes())
        outputs = [one for cell in notebook["cells"] for one in cell.get("outputs", [])]
        assert sum(change(output["data"]) for output in outputs) == 1
        file.write_text(json.dumps(notebook))

    return alter


def one_number_of_a_check(bundle: dict[str, Any]) -> int:
    for record in bundle.get(claims.MIME, []):
        record["found"][0]["value"] += 0.1
        return 1
    return 0


def one_word_of_a_sentence(bundle: dict[str, Any]) -> int:
    lines = bundle.get("text/markdown", [])
    bundle.update({"text/markdown": [line.replace("14", "15") for line in lines]} if lines else {})
    return int(any("14" in line for line in lines))


def one_number_of_a_chart(bundle: dict[str, Any]) -> int:
    for rows in bundle.get(VEGALITE_MIME, {}).get("datasets", {}).values():
        rows[0]["value"] += 0.1
        return 1
    return 0


def one_number_of_a_download(bundle: dict[str, Any]) -> int:
    for row in bundle.get(MIME, {}).get("data", []):
        row["value"] += 0.1
        return 1
    return 0


# name: (the chapter that it is a copy of, what is altered in the stored notebook)
ALTERED: dict[str, tuple[str, Callable[[Path], None]]] = {
    "check": ("left", in_each_bundle(one_number_of_a_check)),
    "sentence": ("right", in_each_bundle(one_word_of_a_sentence)),
    "chart": ("left", in_each_bundle(one_number_of_a_chart)),
    "download": ("left", in_each_bundle(one_number_of_a_download)),
}


@pytest.mark.slow
def test_one_altered_number_turns_the_tests_red(tiny_book: Bench) -> None:
    notebooks = tiny_book.root / "notebooks"
    for name, (origin, alter) in ALTERED.items():
        shutil.copy(notebooks / f"{origin}.ipynb", notebooks / f"{name}.ipynb")
        alter(notebooks / f"{name}.ipynb")
    # The same chapter as `left`, but its table is another by one number.
    shutil.copy(notebooks / "left.ipynb", notebooks / "table.ipynb")
    text = (notebooks / "table.ipynb").read_text().replace("left-readings", "altered-readings")
    text = text.replace("left-one", "altered-one").replace("left-two", "altered-two")
    (notebooks / "table.ipynb").write_text(text.replace("left-three", "altered-three"))
    left = tiny_book.read("data/left.csv").decode()
    tiny_book.write("data/altered.csv", left.replace("left-", "altered-").replace("12.5", "12.6"))
    package = json.loads(tiny_book.read("data/datapackage.json"))
    entry = next(one for one in package["resources"] if one["name"] == "left-readings")
    package["resources"].append({**entry, "name": "altered-readings", "path": "altered.csv"})
    tiny_book.write("data/datapackage.json", json.dumps(package))

    done = tiny_book.python(
        "-m",
        "pytest",
        "--nbval",
        "--nbval-current-env",
        "--nbval-sanitize-with",
        str(SANITISED),
        "-p",
        "no:cacheprovider",
        "-rA",
        "--rootdir",
        str(tiny_book.root),
        "notebooks",
    )
    results = re.findall(r"^(PASSED|FAILED) \S*?notebooks/(\w+)\.ipynb", done.stdout, re.MULTILINE)
    red = {name for result, name in results if result == "FAILED"}
    assert {name for _, name in results} == {"left", "right", "table", *ALTERED}, done.stdout
    assert red == {"table", *ALTERED}, done.stdout
    assert done.returncode == 1
