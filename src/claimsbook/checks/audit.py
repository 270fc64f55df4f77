"""What pip-audit found out about the pins.

pip-audit says "no known vulnerabilities" also where it could look up none of them; here what could
not be looked up is counted and said.
"""

from __future__ import annotations

import json
from pathlib import Path


def main(report: Path) -> int:
    """Print what is known of the pins; 1 where one has a known vulnerability, else 0."""
    try:
        pins = json.loads(report.read_text("utf-8"))["dependencies"]
    except (OSError, ValueError, KeyError, TypeError):
        print("skipped: pip-audit gave no report (it needs the network)")
        return 0
    faults = [(pin, fault) for pin in pins for fault in pin.get("vulns", [])]
    for pin, fault in faults:
        mended = ", ".join(fault.get("fix_versions", [])) or "none yet"
        print(f"{pin['name']}=={pin['version']}: {fault['id']}, mended in {mended}")
    unknown = sum("skip_reason" in pin for pin in pins)
    print(f"{len(pins) - unknown} of {len(pins)} pins looked up, {len(faults)} known faults")
    if unknown:
        print(f"skipped: {unknown} pins, of which the index told nothing")
    return int(bool(faults))
