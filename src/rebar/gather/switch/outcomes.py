"""What may become of an option of a request."""

from __future__ import annotations

EFFECT = "takes effect"
OTHER = "another effect"
IGNORED = "ignored"
"""Answered as if it had not been sent."""
REFUSED = "refused"
