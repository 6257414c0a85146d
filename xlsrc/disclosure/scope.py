"""What a public edition is made of: controlled extracts, and settings without what is not public."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlsrc.extracts.store import Store
from xlsrc.scope import Scope

if TYPE_CHECKING:
    import datetime
    from pathlib import Path

    from xlsrc.domain.settings import Settings


def public_scope(
    extracts: Path, settings: Settings, *, today: datetime.date | None = None
) -> Scope:
    """The scope of a public edition: whatever is made of it follows from public figures alone."""
    return Scope.of(Store.open(extracts), settings, today=today)
