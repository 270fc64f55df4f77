"""One self-contained folder that runs the ladder on an offline CUDA machine.

The machine needs Python 3.12 with CUDA builds of torch and Triton, transformers and accelerate
(tried against torch 2.11 for CUDA 13.0 and transformers 5.17). What it lacks travels along: this
code, and bitsandbytes cut to its CPU and CUDA 13.0 libraries. `run.sh` leaves `record.json` and
`log.txt` in `$OUT`; `python -m rebar bundle --collect record.json` checks the record here and adds
it to the others.
"""

from __future__ import annotations

import argparse
import base64
import csv
import hashlib
import importlib.metadata
import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

from rebar.fourbit import record
from rebar.fourbit.errors import FourBitError, InvalidRecord, NoBitsandbytes, TooLittleMemory

FOLDER = record.ROOT / "_build" / "bench-gpu-bundle"
LIMIT = 64 * 2**20
"""Bytes that the whole folder may take."""
KEPT = ("libbitsandbytes_cpu.so", "libbitsandbytes_cuda130.so")
WALL_S = 540
"""Seconds that `run.sh` gives the ladder, so that it ends within ten minutes."""

RUN = """#!/usr/bin/env bash
# Run the ladder on this CUDA machine. Arguments go to the benchmark, e.g. --rungs 4,5.
set -u
here=$(cd "$(dirname "$0")" && pwd)
out=${OUT:-$here/out}
mkdir -p "$out"
site=$(mktemp -d)
trap 'rm -rf "$site"' EXIT
for wheel in "$here"/wheels/*.whl; do python3 -m zipfile -e "$wheel" "$site" || exit 12; done
export PYTHONPATH="$site:$here/src" HF_HUB_OFFLINE=1 TOKENIZERS_PARALLELISM=false
export CLAIMSBOOK_ROOT="$here" REBAR_COMMIT="@COMMIT@"
export PYTORCH_CUDA_ALLOC_CONF=expandable_segments:True
timeout --signal=INT @WALL@ python3 -m rebar.fourbit.bench --device cuda --random --quiet \\
  --time-budget @BUDGET@ --raw "$out/record.json" "$@" > >(tee "$out/log.txt") 2>&1
code=$?
wait
exit $code
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


def _commit() -> str:
    try:
        found = subprocess.run(
            ["git", "-C", str(record.ROOT), "rev-parse", "HEAD"],
            capture_output=True, text=True, timeout=10, check=True,
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError):
        return ""
    return found.stdout.strip()


def build(folder: Path = FOLDER) -> dict[str, int]:
    """Make the bundle in `folder` (emptied first); bytes by file, as in its manifest.

    Raises `NoBitsandbytes` if the library is missing and `TooLittleMemory` above 64 MiB.
    """
    if folder.exists():
        shutil.rmtree(folder)
    code = folder / "src" / "rebar"
    here = Path(__file__).resolve().parent
    (code / "fourbit").mkdir(parents=True)
    (code / "__init__.py").write_text('"""Part of Rebar: the 4-bit run."""\n', encoding="utf-8")
    for source in sorted(here.glob("*.py")):
        shutil.copyfile(source, code / "fourbit" / source.name)
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
    script = RUN.replace("@COMMIT@", _commit()).replace("@WALL@", str(WALL_S + 30))
    run = folder / "run.sh"
    run.write_text(script.replace("@BUDGET@", str(WALL_S)), encoding="utf-8")
    run.chmod(0o755)
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
            "sha256": hashlib.sha256((folder / name).read_bytes()).hexdigest(),
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
            total = sum(build(args.folder).values())
            print(f"bundle of {total / 2**20:.1f} MiB; on the CUDA machine: bash run.sh")
    except FourBitError as fault:
        print(f"bundle: {fault}", file=sys.stderr)
        return fault.exit_code
    return 0
