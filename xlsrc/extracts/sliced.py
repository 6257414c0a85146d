"""What of a store a workbook of some areas is made of: small enough to be sent to whoever makes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsrc.domain.area import Area
    from xlsrc.extracts.store import Store


def sliced(store: Store, areas: Sequence[Area]) -> Store:  # noqa: ARG001 - to be cut
    """The store with what workbooks of these areas are made of."""
    return store
