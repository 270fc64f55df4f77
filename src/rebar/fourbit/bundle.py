"""One self-contained folder that runs the ladder on an offline CUDA machine.

The machine needs Python 3.12 with CUDA builds of torch and Triton, transformers and accelerate
(tried against torch 2.11 for CUDA 13.0 and transformers 5.17). What it lacks travels along: this
code with the one module of the engine that it needs, and bitsandbytes cut to its CPU and CUDA 13.0
libraries. `run.sh` leaves `record.json` and `log.txt` in `$OUT`; `python -m rebar bundle --collect
record.json` checks the record here and adds it to the others.
"""

from __future__ import annotations

import argparse
import base64
import csv
import hashlib
import importlib.metadata
import json
import shutil
import sys
import zipfile
from pathlib import Path

from claimsbook import files
from rebar.fourbit import keep, ladder, origin, ready, record
from rebar.fourbit.errors import (
    CannotWrite,
    FourBitError,
    InvalidRecord,
    NoBitsandbytes,
    TooLittleMemory,
)

FOLDER = record.ROOT / "_build" / "bench-gpu-bundle"
LIMIT = 64 * 2**20
"""Bytes that the whole folder may take."""
KEPT = ("libbitsandbytes_cpu.so", "libbitsandbytes_cuda130.so")
ENGINE = ("files.py",)
"""Modules of the engine that this code needs there; each needs the standard library alone."""
BUDGET_S, TERM_S, KILL_S = 540, 570, 15
"""Seconds of a command of ten minutes: for the ladder, until it is told to end, then until it is
ended."""

RUN = """#!/usr/bin/env bash
# Run the ladder on this CUDA machine. Arguments go to the benchmark, e.g. --rungs 4,5.
set -u
here=$(cd "$(dirname "$0")" && pwd)
out=${OUT:-$here/out}
mkdir -p "$out" || exit @CANNOT_WRITE@
record=$out/record.json
number=1
while [ -e "$record" ]; do number=$((number + 1)); record=$out/record-$number.json; done
site=$(mktemp -d) || exit @CANNOT_WRITE@
trap 'rm -rf "$site"' EXIT
for wheel in "$here"/wheels/*.whl; do python3 -m zipfile -e "$wheel" "$site" || exit 12; done
export PYTHONPATH="$site:$here/src" HF_HUB_OFFLINE=1 TOKENIZERS_PARALLELISM=false
export CLAIMSBOOK_ROOT="$here" REBAR_COMMIT="@COMMIT@" PYTHONUNBUFFERED=1
export PYTORCH_ALLOC_CONF=expandable_segments:True
timeout --signal=TERM --kill-after=@KILL@ --preserve-status @TERM@ \\
  python3 -m rebar.fourbit.bench --device cuda --random --quiet \\
  --time-budget @BUDGET@ --raw "$record" "$@" > >(tee -a "$out/log.txt") 2>&1
code=$?
wait
exit $code
"""

README = """# The 4-bit run on a CUDA machine

All that the machine needs beyond Python 3.12, PyTorch for CUDA 13.0, Triton, transformers and
accelerate is in this folder. It needs no network. Git ignores `_build`: whatever copies a work tree
to the machine must be told to take this folder along, by its path `@FOLDER@`.

## Two commands of ten minutes each

```bash
bash @FOLDER@/run.sh                    # first: @FIRST@, then what else fits
bash @FOLDER@/run.sh --rungs @SECOND@   # second: the others
```

By estimate the first takes @SECONDS@ s up to the end of rung @LAST@. A line is printed when a rung
begins and when it ends; the last line but the table says which were not measured. A rung may take
what the later ones leave it, at least twice its estimate; after @BUDGET@ s none begins.

## What comes back

`record.json` (`record-2.json` and so on if it is there already) and `log.txt`, in `$OUT` or in
`out` beside this file. The record is written anew at each step, so it is whole whenever the run
ends: by itself, by a limit, by a signal, or because the machine went away. A rung that was running
then says so, and the tests of it that were complete stay.

In the repository, each record is checked and added to the others:

```bash
python -m rebar bundle --collect record.json
```

## The rungs

@RUNGS@

A code of 0 means that all is well; 130 and 143, that the run was ended from outside; 137, that it
had to be killed: see `record.json`. Others have their line, with a remedy, in `log.txt`.
"""


def trimmed_wheel(folder: Path, name: str = "bitsandbytes") -> Path:
    """Write a wheel of the installed `name` with only the libraries in `KEPT`; its path.

    The archive is the same for the same installation: fixed times, sorted names, own RECORD.
    """
    try:
        found = importlib.metadata.distribution(name)
    except importlib.metadata.PackageNotFoundError:
        raise NoBitsandbytes(
            f"{name} is not installed, so it cannot be bundled.", "install requirements.txt."
        ) from None
    tag = next(
        line.split(": ", 1)[1]
        for line in (found.read_text("WHEEL") or "").splitlines()
        if line.startswith("Tag: ")
    )
    path = folder / f"{name}-{found.version}-{tag}.whl"
    info = f"{name}-{found.version}.dist-info"
    rows = []
    libraries = set()
    folder.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for file in sorted(found.files or [], key=str):
            part = file.parts[0]
            if part not in (name, info) or "__pycache__" in file.parts:
                continue
            if file.name in ("RECORD", "INSTALLER", "REQUESTED", "direct_url.json"):
                continue
            if file.name.startswith(f"lib{name}_") and file.name not in KEPT:
                continue
            libraries.add(file.name)
            data = Path(str(found.locate_file(file))).read_bytes()
            archive.writestr(_entry(str(file)), data, zipfile.ZIP_DEFLATED)
            digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).decode().rstrip("=")
            rows.append(f"{file},sha256={digest},{len(data)}")
        rows.append(f"{info}/RECORD,,")
        text = "\n".join(rows) + "\n"
        archive.writestr(_entry(f"{info}/RECORD"), text, zipfile.ZIP_DEFLATED)
    lacking = sorted(set(KEPT) - libraries)
    if lacking:
        path.unlink()
        raise NoBitsandbytes(
            f"This {name} has no {', '.join(lacking)}.", f"install {name} from its Linux wheel."
        )
    return path


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    entry.external_attr = 0o644 << 16
    return entry


def _readme(folder: Path) -> str:
    """What to do with the bundle, with the rungs and their estimates as they are."""
    shown = keep.shown(folder).as_posix()
    first = ladder.ORDER[: ladder.ORDER.index(ladder.SECOND[0])]
    takes = dict(zip(ladder.ORDER, ladder.estimates(ladder.ORDER)))
    rungs = [
        f"- {number}: {rung.name}, about {rung.estimate_s:.0f} s"
        for number, rung in enumerate(ladder.LADDER)
        if number in ladder.ORDER
    ]
    tuning = f"- once, with the first of the fused kernels: tuning, about {ladder.TUNING_S:.0f} s"
    return _filled(
        README,
        FOLDER=shown,
        FIRST=ladder.listed(first),
        SECOND=ladder.listed(ladder.SECOND),
        LAST=str(first[-1]),
        SECONDS=f"{ladder.LOADING_S + sum(takes[number] for number in first):.0f}",
        RUNGS="\n".join([*rungs, tuning]),
        BUDGET=str(BUDGET_S),
    )


def _filled(text: str, **values: str) -> str:
    for name, value in values.items():
        text = text.replace(f"@{name}@", value)
    return text


def build(folder: Path = FOLDER) -> dict[str, int]:
    """Make the bundle in `folder`, in place of one that is there; bytes by file.

    Raises `NoBitsandbytes` if the library is missing, `TooLittleMemory` above 64 MiB, and
    `CannotWrite` for a folder that holds something else or takes no file.
    """
    if folder.exists() and not (folder / "manifest.json").is_file() and any(folder.iterdir()):
        raise CannotWrite(
            f"The folder {folder.name!r} holds something else than a bundle.",
            "name an empty or a new one: --folder FOLDER.",
        )
    if any(folder.glob("out/record*.json")):
        raise CannotWrite(
            f"The bundle in {folder.name!r} holds records in out/, which would be lost.",
            "add them with `python -m rebar bundle --collect FILE`, then move out/ away.",
        )
    with files.replaced(folder) as made:
        return _fill(made, _readme(folder))


def _fill(folder: Path, readme: str) -> dict[str, int]:
    """Write all files of the bundle into an empty folder; bytes by file."""
    code = folder / "src" / "rebar"
    here = Path(__file__).resolve().parent
    (code / "fourbit").mkdir(parents=True)
    (code / "__init__.py").write_text('"""Part of Rebar: the 4-bit run."""\n', encoding="utf-8")
    for source in sorted(here.glob("*.py")):
        shutil.copyfile(source, code / "fourbit" / source.name)
    engine = folder / "src" / "claimsbook"
    engine.mkdir()
    (engine / "__init__.py").write_text('"""Part of the engine: files."""\n', encoding="utf-8")
    for name in ENGINE:
        shutil.copyfile(here.parents[1] / "claimsbook" / name, engine / name)
    for name in (
        "data/bench/cards.csv",
        "data/bench/perplexity.txt",
        "data/schemas/bench-run.schema.json",
    ):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(record.ROOT / name, folder / name)
    claims = record.ROOT / "data" / "claims.csv"
    if claims.exists():
        with claims.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            rows = [row for row in reader if row["unit"] == "tok_per_s"]
            names = list(reader.fieldnames or [])
        with (folder / "data" / "claims.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, names, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    trimmed_wheel(folder / "wheels")
    run = folder / "run.sh"
    script = _filled(
        RUN,
        COMMIT=origin.commit() or "",
        CANNOT_WRITE=str(CannotWrite.exit_code),
        KILL=str(KILL_S),
        TERM=str(TERM_S),
        BUDGET=str(BUDGET_S),
    )
    run.write_text(script, encoding="utf-8")
    run.chmod(0o755)
    (folder / "README.md").write_text(readme, encoding="utf-8")
    sizes = {
        path.relative_to(folder).as_posix(): path.stat().st_size
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    if sum(sizes.values()) > LIMIT:
        raise TooLittleMemory(
            f"The bundle takes {sum(sizes.values()) / 2**20:.1f} MiB.", "cut what it carries."
        )
    manifest = {
        name: {
            "bytes": size,
            "sha256": files.sha256_file(folder / name),
        }
        for name, size in sizes.items()
    }
    text = json.dumps(manifest, indent=1, sort_keys=True) + "\n"
    (folder / "manifest.json").write_text(text, encoding="utf-8")
    return sizes


def collect(file: Path, runs: Path = record.RUNS) -> Path:
    """Check a record that came back and append it to `runs`; where it lies now."""
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise InvalidRecord(
            f"There is no file {file.name}.", "look into log.txt beside it for the cause."
        ) from None
    except (json.JSONDecodeError, UnicodeDecodeError):
        raise InvalidRecord(f"{file.name} is not JSON.", "bring the file back again.") from None
    return record.append(found, runs)


def options(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes to its parser."""
    parser.add_argument(
        "--folder", type=Path, default=FOLDER, help="_build/bench-gpu-bundle by default"
    )
    parser.add_argument("--collect", type=Path, metavar="RECORD", help="a record.json from $OUT")


def run(args: argparse.Namespace) -> int:
    """Build the bundle, or collect a record from it; returns 0 or a fault's own code."""
    try:
        if args.collect:
            print(f"added {collect(args.collect).name}")
        else:
            ready.say_if_changed("bundle")
            keep.require_room(args.folder, LIMIT, "--folder FOLDER")
            total = sum(build(args.folder).values())
            shown = keep.shown(args.folder)
            print(
                f"bundle of {total / 2**20:.1f} MiB in {shown}; its README.md has the two commands "
                f"for the CUDA machine.\nGit ignores _build: carry {shown} along by name."
            )
    except FourBitError as fault:
        print(f"bundle: {fault}", file=sys.stderr)
        return fault.exit_code
    return 0
