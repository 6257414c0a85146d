"""How much is kept, and for how long: every limit of what the program keeps for itself."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import platformdirs

APPLICATION: Final = "safer-communities-dashboard"
USER_CACHES: Final = Path(platformdirs.user_cache_dir(APPLICATION))
"""The folder of all that is kept of what was read and worked out; each of its folders has the
limits of a cache of its own."""

CACHE_BYTES: Final = 1 << 30
"""Three years of the whole country's street files, as read, take a fifth of it."""
CACHE_DAYS: Final = 100
"""A run each quarter finds what the last one kept."""
COPIES_BYTES: Final = 50 << 30
"""Of the copies of stores: one of them may be the whole archive of police.uk, some ten of it."""
BACKUP_DAYS: Final = 190
"""A replaced content is there for two quarters: as long as a board may ask about an edition."""

LOG_BYTES: Final = 1 << 18
"""An error takes some two thousand: a file has the last hundred."""
LOG_FILES: Final = 2
"""Beside the one that is written to."""

SECONDS_A_DAY: Final = 24 * 60 * 60
