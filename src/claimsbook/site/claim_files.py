"""The claims as files to cite and to compute with, and the references of the whole book.

`/claims/<id>.json` is all that is known of a checked claim, `/claims/<id>.canonical.json` the
bytes that its fingerprint is the SHA-256 of, `/claims/index.json` every claim of the ledger.
`/references.bib` and `/references.csl.json` are the book, its chapters, figures and checked claims,
and all sources.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

from claimsbook.files import pretty_json, write_changed
from claimsbook.references import cite
from claimsbook.site import links, records

FOLDER = "claims"


def metadata(claim_id: str) -> dict[str, Any]:
    """What `/claims/<id>.json` says of a checked claim."""
    line, record = records.claim_lines()[claim_id], records.checks()[claim_id]
    repeated = [
        one["claim_id"] for one in records.claim_lines().values() if one["repeats"] == claim_id
    ]
    return {
        "id": claim_id,
        "paraphrase": line["paraphrase"],
        "section": line["section"],
        "locator": line["locator"],
        "repeated_by": repeated,
        "counted": bool(line["counted"]),
        "stated": line["stated"],
        "read_as": line["read_as"],
        "found": line["found"],
        "verdict": line["verdict"],
        "off_by": line["off_by"],
        "errs": line["errs"],
        "note": line["note"],
        "chapter": line["chapter"],
        "page": f"{links.LEDGER}#claim-{claim_id}",
        "fingerprint": cite.fingerprint(record),
        "rows": line["rows"],
        "from_claims": line["from_claims"],
        "sources": [cite.of_source(one) for one in line["sources"]],
    }


def publish(app: Sphinx, fault: Exception | None) -> None:
    """Write the files of every claim under /claims/, and the references."""
    if fault or app.builder.format != "html":
        return
    out = Path(app.outdir)
    files: dict[str, str] = {}
    index = []
    for claim_id, line in records.claim_lines().items():
        if claim_id in records.checks():
            known = metadata(claim_id)
            files[f"{claim_id}.json"] = pretty_json(known)
            files[f"{claim_id}.canonical.json"] = cite.canonical(records.checks()[claim_id])
            index.append({key: known[key] for key in known if key not in ("rows", "sources")})
        else:
            index.append({"id": claim_id, "repeats": line["repeats"], "verdict": line["verdict"]})
    files["index.json"] = pretty_json({"claims": index})
    for name, content in files.items():
        write_changed(out / FOLDER / name, content)
    for file in (out / FOLDER).iterdir():
        if file.name not in files and file.stem not in records.checks():
            file.unlink()
    for name, content in cite.files(cite.everything()).items():
        write_changed(out / name, content)
