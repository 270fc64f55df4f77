"""Wheels from the package index by pip's own client, to be read as archives and never installed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def download(artifact: str, filename: str, folder: Path) -> str:
    """Put the wheel of `artifact` (`name==version`) into `folder`; "" or why it cannot be had.

    Only a file of exactly this name counts: the tags in it say which of a version's wheels is
    meant.
    """
    command = [
        sys.executable,
        "-m",
        "pip",
        "download",
        "--quiet",
        "--disable-pip-version-check",
        "--no-deps",
        "--only-binary=:all:",
        *platform_flags(filename),
        "--dest",
        str(folder),
        artifact,
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode or not (folder / filename).is_file():
        return (done.stderr.strip() or "pip gave another file").splitlines()[-1]
    return ""


def platform_flags(filename: str) -> list[str]:
    """What pip must be told to fetch a wheel for other machines than the one that it runs on."""
    python, abi, platform = filename.removesuffix(".whl").split("-")[-3:]
    if platform == "any":
        return []
    version = python.removeprefix("cp")
    return [
        "--implementation",
        "cp",
        "--python-version",
        f"{version[0]}.{version[1:]}",
        "--abi",
        abi,
        "--platform",
        platform,
    ]
