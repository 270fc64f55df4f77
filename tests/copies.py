"""Working copies to do harm in: the whole repository, or a book of two tiny chapters."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]

SOURCES = (
    "source_id,type,author,title,publisher,issued,url,artifact,sha256,accessed,licence,note\n"
    'survey-2026,report,"Ada Poe; Bo Ray",A survey,Office of Heights,2026-01,'
    "https://a.example/s,,,2026-11-23,,\n"
    "letter-2026,webpage,,A letter,Tall & Co,2026,https://a.example/l,,,2026-11-23,,\n"
)


def _none_carries(rows: str) -> str:
    """Rows of claims, none of which carries the argument."""
    return rows.replace("\n", ",\n")


CLAIMS = (
    "claim_id,section,locator,paraphrase,kind,value,value_high,unit,precision,step,stronger,"
    "credited_to,repeats,cites,base,base_by,whole,role,part_of,carries\n"
    + _none_carries("""\
left-height,opening,p1 s1,The left tower rises by a third.,figure,33,,pct,rounded,,higher,,,,,,,,
right-height,opening,p1 s2,The right tower costs ten dollars.,figure,10.00,,usd,exact,,,,,,,,,,
right-height-again,faq,a1 s1,It costs about ten dollars.,figure,10,,usd,approx,,,,right-height,,,,,,
left-finished,opening,p1 s3,The left tower was ready in February.,date,2026-02,,date,exact,,,,,,,,,,
left-is-tallest,opening,p1 s4,The left tower is the tallest of all.,statement,,,,,,,,,,,,,,
left-is-lovely,opening,p1 s5,The left tower is a lovely sight.,opinion,,,,,,,,,,,,,,
""")
)

_FACTS = (
    "row_id,quantity,value,value_high,unit,supports,bound,as_of,measured_by,standing,source_id,"
    "locator,note\n"
)
LEFT = _FACTS + (
    "left-one,height of the first storey,33.2,,pct,,,2026-01,Office of Heights,record,"
    "survey-2026,table 1,\n"
    "left-two,height of the second storey,12.5,,pct,,,2026-01,Office of Heights,record,"
    "survey-2026,table 1,\n"
    "left-three,height that the owner states,40,,pct,,,2026-02,Tall & Co,interested,"
    "letter-2026,page 1,\n"
)
RIGHT = _FACTS + (
    "right-one,price,10,,usd,,,2026-01,Office of Heights,record,survey-2026,table 2,\n"
    "right-two,price of a copy,14,,usd,,,2026-01,Office of Heights,record,survey-2026,table 2,\n"
)

LEFT_CHAPTER = """\
# %% [markdown]
# # Left
#
# **The question.** How tall is it?

# %%
from dataclasses import dataclass
from typing import Annotated, Literal

import altair as alt

from claimsbook import Within, assume, claims, data
from claimsbook.figures.exhibits import exhibit


@dataclass(frozen=True)
class Assumptions:
    foot: Annotated[float, Within(0.5, 2)] = 1.0  # of the surveyor, in ours
    marks: Literal["bars", "dots"] = "bars"  # of the chart; our taste


assumed = assume(Assumptions)
readings = data.read("left-readings")
readings["value"] = readings["value"] * assumed.foot

# %%
claims.check("left-height", float(readings["value"].iloc[0]), rows=readings.iloc[0])

# %%
exhibit(
    alt.Chart(readings).mark_bar().encode(x="value:Q", y="row_id:N"),
    id="left-heights",
    title="The first storey is the second tallest",
    subtitle="Height of each storey, per cent",
    alt="Three bars: the owner states 40 per cent, the survey finds 33.2 and 12.5.",
    rows=data.in_unit(readings, "pct"),
    data=readings[["row_id", "value"]],
)
"""

RIGHT_CHAPTER = """\
# %% [markdown]
# # Right

# %%
from claimsbook import claims, data
from claimsbook.figures.prose import prose

readings = data.read("right-readings")

# %%
claims.check("right-height", float(readings["value"].iloc[0]), rows=readings.iloc[0])

# %%
prose(f"A copy costs ${readings['value'].iloc[1]:.0f}.")
"""


@dataclass(frozen=True)
class Bench:
    """A working copy under `root`."""

    root: Path

    @property
    def environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "CLAIMSBOOK_ROOT": str(self.root),
            "PYTHONPATH": str(self.root / "src"),
            "PYTHONDONTWRITEBYTECODE": "1",
        }

    def rebar(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """`python -m rebar` on a copy of this book, in a process of its own."""
        return self.python("-m", "rebar", *arguments)

    def claimsbook(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """`python -m claimsbook` on the copy, in a process of its own."""
        return self.python("-m", "claimsbook", *arguments)

    def python(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=self.root,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=300,
        )

    def read(self, name: str) -> bytes:
        return (self.root / name).read_bytes()

    def write(self, name: str, content: str | bytes) -> None:
        raw = content.encode() if isinstance(content, str) else content
        (self.root / name).write_bytes(raw)

    def replace(self, name: str, old: str, new: str) -> None:
        """Put `new` for the only `old` in a file."""
        text = self.read(name).decode()
        assert text.count(old) == 1, f"{text.count(old)} times {old!r} in {name}"
        self.write(name, text.replace(old, new))

    def chapters(self, **scripts: str) -> None:
        """Put chapters into the book beside those that it has; `_` in a name stands for `-`."""
        toc = self.read("_toc.yml").decode()
        for name, script in scripts.items():
            slug = name.replace("_", "-")
            self.write(f"notebooks/{slug}.py", script)
            toc += f"  - file: notebooks/{slug}\n"
        self.write("_toc.yml", toc)

    def contents(self) -> dict[str, bytes]:
        """Every file of the copy, byte for byte, but the package itself and the cache."""
        return {
            file.relative_to(self.root).as_posix(): file.read_bytes()
            for file in self.root.rglob("*")
            if file.is_file() and file.relative_to(self.root).parts[0] not in ("src", ".cache")
        }


CITATION = """\
cff-version: 1.2.0
message: Cite it.
title: Heights
authors:
  - name: The surveyors
version: 0.0.1
date-released: 2026-01-01
"""


def write_tiny_book(root: Path) -> Bench:
    """Two chapters, each of which reads a table of its own."""
    tables = {
        "sources": ("sources.csv", "sources", SOURCES),
        "claims": ("claims.csv", "claims", CLAIMS),
        "left-readings": ("left.csv", "facts", LEFT),
        "right-readings": ("right.csv", "facts", RIGHT),
    }
    (root / "data" / "schemas").mkdir(parents=True)
    (root / "notebooks").mkdir()
    bench = Bench(root)
    for name in ("sources", "claims", "facts"):
        shutil.copy(REPOSITORY / "data" / "schemas" / f"{name}.json", root / "data" / "schemas")
    resources = []
    for name, (path, schema, text) in tables.items():
        bench.write(f"data/{path}", text)
        resources.append({"name": name, "path": path, "schema": f"schemas/{schema}.json"})
    bench.write("data/datapackage.json", json.dumps({"name": "tiny", "resources": resources}))
    bench.write("CITATION.cff", CITATION)
    bench.write("book.toml", 'name = "tiny"\n')
    bench.write("_toc.yml", "format: jb-book\nroot: book/index\nchapters:\n")
    bench.chapters(left=LEFT_CHAPTER, right=RIGHT_CHAPTER)
    (root / "src").symlink_to(REPOSITORY / "src")
    return bench


MORE_SOURCES = """\
steps-2025,article,"Poe, Ada; et al.",Steps and stairs,Archive of Heights,2025-11,\
https://a.example/st,,,2026-11-23,,
ladder-2024,book,"Ray, Bo",Ladders & lifts,Tall Press,2024,https://a.example/la,,,2026-11-23,,
carts-2025,post-weblog,towerfan,Carts on the bridge,,2025-06-09,https://a.example/ca,,,2026-11-23,,
deck-1923,report,"Bo T. Ray, Jr.",The old deck,Office of Heights,1923-05-03,\
https://a.example/d,,,2026-11-23,,
"""
"""Authors in the forms that tables of sources have: one of several, family first, a name that is no
person's, and one with a suffix. `survey-2026` has two, given name first; `letter-2026` none."""

MORE_CLAIMS = _none_carries("""\
bridge-years,opening,p2 s1,The bridge took twelve years.,figure,12,,years,exact,,lower,,,,,,,,
bridge-cost,opening,p2 s2,The bridge cost twenty million.,figure,20,,usd_mn,approx,,lower,,,,,,,,
bridge-cost-again,faq,a2 s1,It cost twenty million.,figure,20,,usd_mn,approx,,,,bridge-cost,,,,,,
bridge-use,opening,p2 s3,A fifth of men & carts cross it.,figure,20,,pct,rounded,,higher,,,,,,,,
bridge-toll,opening,p2 s4,The toll is two dollars.,figure,2.00,,usd,exact,,,,,,,,,,
bridge-tolls,opening,p2 s5,Ten crossings cost twenty dollars.,figure,20,,usd,exact,,,,,,,,,,
bridge-paid,opening,p2 s6,More than half is paid.,figure,50,,pct,over,,,,,,the owner,sentence,,,
bridge-first,opening,p2 s7,It was the first of its kind.,statement,,,,,,,,,,,,,,
""")
"""Three that err for and against the article's own case and one for neither; a repeat; what follows
from another claim, what two parties tell in two ways, and what nobody found."""

BRIDGE = _FACTS + (
    "bridge-one,years of building,9,,years,,,2026-01,Office of Heights,record,survey-2026,,\n"
    "bridge-two,cost,31.5,,usd_mn,,,2026-01,Bo Ray,independent,ladder-2024,page 7,\n"
    "bridge-three,share that crosses,26,,pct,,,2025,towerfan,independent,carts-2025,,\n"
    "bridge-four,toll,2.5,,usd,,,2025-11,Ada Poe,independent,steps-2025,table 2,\n"
    "bridge-five,share paid,60,,pct,,,2026,Tall & Co,interested,letter-2026,page 2,\n"
    "bridge-six,share paid,45,,pct,,,2025-11,Ada Poe,independent,steps-2025,table 3,\n"
    "bridge-seven,earlier bridge,,,,,,1923-05-03,Bo T. Ray,absent,deck-1923,all pages,\n"
)

BRIDGE_CHAPTER = """\
# %% [markdown]
# # Bridge
#
# **The question.** What did it cost, & whom?

# %%
import altair as alt

from claimsbook import claims, data
from claimsbook.figures.exhibits import exhibit

readings = data.read("bridge-readings").set_index("row_id", drop=False)
found = readings["value"]

# %%
claims.check("bridge-years", found["bridge-one"], rows="bridge-one")

# %%
claims.check(
    "bridge-cost", found["bridge-two"], rows=["bridge-two", "bridge-one"],
    note="Without interest, as < 1 % was lent.",
)

# %%
claims.check("bridge-use", found["bridge-three"], rows="bridge-three")

# %%
claims.check("bridge-toll", found["bridge-four"], rows="bridge-four")

# %%
claims.check("bridge-tolls", 10 * claims.stated("bridge-toll"), from_claims=["bridge-toll"])

# %%
bases = {"the owner": found["bridge-five"], "a visitor": found["bridge-six"]}
claims.check("bridge-paid", bases, rows=["bridge-five"])

# %%
claims.check("bridge-first", None, rows="bridge-seven")

# %%
claims.check("left-is-lovely", None)

# %%
shares = data.in_unit(readings[readings["unit"] == "pct"], "pct")
exhibit(
    alt.Chart(shares).mark_bar().encode(x="value:Q", y="row_id:N"),
    id="bridge-shares",
    title="Tall & Co claims more than a visitor finds",
    subtitle="Shares, per cent",
    alt="Three bars: 26 per cent cross the bridge; 60 and 45 per cent are said to be paid.",
    rows=shares,
    data=shares[["row_id", "measured_by", "value"]],
    note="Shares of different wholes.",
)
"""


def write_told_book(root: Path) -> Bench:
    """The tiny book with a third chapter, whose pages have something to tell.

    Apart from the tiny book, since what is counted in that one should stay small.
    """
    bench = write_tiny_book(root)
    bench.write("data/sources.csv", SOURCES + MORE_SOURCES)
    bench.write("data/claims.csv", CLAIMS + MORE_CLAIMS)
    bench.write("data/bridge.csv", BRIDGE)
    package = json.loads(bench.read("data/datapackage.json"))
    facts = {"name": "bridge-readings", "path": "bridge.csv", "schema": "schemas/facts.json"}
    package["resources"].append(facts)
    bench.write("data/datapackage.json", json.dumps(package))
    bench.write("CITATION.cff", f"{CITATION}url: https://heights.example\n")
    bench.chapters(bridge=BRIDGE_CHAPTER)
    return bench
