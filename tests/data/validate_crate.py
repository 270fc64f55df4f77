"""Validate an RO-Crate with roc-validator and no network: `validate_crate.py FOLDER`.

The JSON-LD context that a crate names is an address; here it is read out of the package rocrate.
Prints a line for each issue; the exit status is 1 where there is one.
"""

import importlib.resources
import sys
from typing import Any

import requests
import requests_cache
from rocrate_validator import models, services

CONTEXT = "https://w3id.org/ro/crate/1.1/context"


def answer(_: Any, method: str, url: str, *__: Any, **___: Any) -> requests.Response:
    """The context for its address, and for no other."""
    if url.rstrip("/") != CONTEXT:
        raise requests.ConnectionError(f"{method} {url}: no network in this check")
    response = requests.Response()
    response.status_code, response.url = 200, url
    response.headers["Content-Type"] = "application/ld+json"
    context = importlib.resources.files("rocrate") / "data" / "ro-crate.jsonld"
    response._content = context.read_bytes()
    return response


requests.Session.request = answer  # type: ignore[method-assign]
requests_cache.CachedSession.request = answer
settings = services.ValidationSettings(
    rocrate_uri=sys.argv[1],
    profile_identifier="ro-crate-1.1",
    requirement_severity=models.Severity.REQUIRED,
)
issues = services.validate(settings).get_issues()
for issue in issues:
    print(f"{issue.severity.name} {issue.check.identifier}: {issue.message}")
sys.exit(1 if issues else 0)
