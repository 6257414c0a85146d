"""A flat record: what a command prints as JSON or CSV and other programs read."""

from __future__ import annotations

Value = str | float | int | bool | list[str] | None
"""One field of a record; ``None`` is a figure that there is none of, never 0."""
