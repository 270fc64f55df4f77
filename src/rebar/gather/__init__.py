"""Builders of tables from pinned artefacts: each rebuilds its table to the same bytes."""
