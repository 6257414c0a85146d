"""A flat record: what a command prints as JSON or CSV and other programs read."""

from __future__ import annotations

Part = dict[str, str | bool | None]
"""One of several like things in a field, by key."""

Value = str | float | int | bool | list[str] | list[Part] | None
"""One field of a record; ``None`` is a figure that there is none of, never 0."""
