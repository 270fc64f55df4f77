"""The commands of the engine, in the order of the help."""

from __future__ import annotations

from claimsbook.cli import (
    audit,
    bring,
    check,
    cite,
    data,
    figures,
    metadata,
    mutate,
    new,
    release,
    run,
    site,
    trace,
    twice,
    verdicts,
    verify,
)

COMMANDS = (
    run.COMMAND,
    bring.COMMAND,
    check.COMMAND,
    verify.COMMAND,
    cite.COMMAND,
    trace.COMMAND,
    figures.COMMAND,
    *data.COMMANDS,
    *site.COMMANDS,
    mutate.COMMAND,
    twice.COMMAND,
    audit.COMMAND,
    verdicts.COMMAND,
    release.COMMAND,
    metadata.COMMAND,
    new.COMMAND,
)
