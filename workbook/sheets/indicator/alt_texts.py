"""The alternative texts of the four charts of Indicator."""

from __future__ import annotations

from typing import Final

from workbook.block import ChartText
from workbook.house.charts import TREND_SERIES, YEAR_SERIES
from workbook.sheets.indicator import layout

YEAR_TEXT: Final = ChartText(
    blocks=(layout.YEAR_SERIES["months"].name, layout.YEAR_LABELS["labels"].name),
    text="Line chart: the chosen indicator month by month, or by the quarter, the last 12 months "
    "against the 12 before. The figures are in the cells right of the page.",
    series=YEAR_SERIES,
)
TREND_TEXT: Final = ChartText(
    blocks=(layout.TREND_SERIES["month"].name, layout.TREND_SERIES["word"].name),
    text="Line chart over the long term: a thin line for what was recorded of the chosen "
    "indicator, a thick one for its level, a grey band for its usual range; a month that is an "
    "exception is a diamond, six months together are squares on the axis. The figures are in "
    "the cells right of the page.",
    series=TREND_SERIES,
)
PEER_TEXT: Final = ChartText(
    blocks=(layout.PEER_SERIES["slots"].name, layout.PEER_SERIES["mean_label"].name),
    text="Column chart: the rate of the chosen indicator in each area of the peer group, "
    "highest first, with 95 % intervals; the workbook's own area in dark blue, the mean "
    "dashed. The figures are on the Peers sheet.",
    series=5,
)
FUNNEL_TEXT: Final = ChartText(
    blocks=(layout.FUNNEL_SERIES["people"].name, layout.FUNNEL_SERIES["label_998"].name),
    text="Funnel plot: the rate of the chosen indicator in each area of the peer group by "
    "its residents, with the limits within which 95 and 99.8 in 100 areas of that size lie. "
    "The figures are on the Peers sheet.",
    series=len(layout.FUNNEL_SERIES) - 1,
)
ALT_TEXTS: Final = (YEAR_TEXT, TREND_TEXT, PEER_TEXT, FUNNEL_TEXT)
