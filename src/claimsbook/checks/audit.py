"""What pip-audit found out about the pins.

pip-audit says "no known vulnerabilities" also where it could look up none of them; here what could
not be looked up is counted and said, and an audit that looked up nothing has failed.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from claimsbook.errors import BookError


def main(*reports: Path) -> int:
    """Print what is known of the pins; 1 where one has a known vulnerability, else 0.

    What pip-audit said beside a report stands in a file of its name ending in `.log`. Raises
    BookError, with the reason, where a report is missing, or no pin of one could be looked up: what
    another lock's audit says is no word on this one's.
    """
    read = {file: _pins(file) for file in reports}
    listed = {(one["name"], one.get("version")): one for pins in read.values() for one in pins}
    pins = list(listed.values())
    faults = [(pin, fault) for pin in pins for fault in pin.get("vulns", [])]
    for pin, fault in faults:
        mended = ", ".join(fault.get("fix_versions", [])) or "none yet"
        print(f"{pin['name']}=={pin['version']}: {fault['id']}, mended in {mended}")
    unknown = [pin for pin in pins if "skip_reason" in pin]
    print(f"{len(pins) - len(unknown)} of {len(pins)} pins looked up, {len(faults)} known faults")
    for reason in sorted({" ".join(str(pin["skip_reason"]).split()) for pin in unknown})[:3]:
        print(f"not looked up: {reason[:200]}")
    for file, own in read.items():
        if all("skip_reason" in pin for pin in own):
            where = "nothing was audited" if len(reports) == 1 else f"{file}: nothing was audited"
            raise BookError(
                f"{where}: none of {len(own)} pins could be looked up. Remedy: ask an index that "
                "tells of vulnerabilities."
            )
    return int(bool(faults))


def _pins(report: Path) -> list[dict[str, Any]]:
    try:
        found: list[dict[str, Any]] = json.loads(report.read_text("utf-8"))["dependencies"]
    except (OSError, ValueError, KeyError, TypeError):
        raise BookError(
            f"nothing was audited: pip-audit gave no report ({_said(report)}). Remedy: mend what "
            "it says; mostly it is the network: try again."
        ) from None
    return found


def _said(report: Path) -> str:
    """The last line that pip-audit printed."""
    try:
        lines = report.with_suffix(".log").read_text("utf-8", "replace").split("\n")
    except OSError:
        return "and no word"
    return next((line.strip()[:200] for line in reversed(lines) if line.strip()), "and no word")
