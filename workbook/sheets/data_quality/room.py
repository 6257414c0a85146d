"""The sheet Data quality."""

from typing import Final

from workbook.sheets.data_quality import values
from workbook.sheets.data_quality.layout import DATA_QUALITY, FILES_TABLE, FINDINGS_TABLE
from workbook.sheets.room import Room, always

ROOM: Final = Room(
    package=__package__,
    sheets=always(DATA_QUALITY),
    tables=(FINDINGS_TABLE, FILES_TABLE),
    blocks=lambda refreshing: values.blocks(
        refreshing.dashboard, is_edition=refreshing.edition is not None
    ),
)
