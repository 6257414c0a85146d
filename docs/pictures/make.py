"""The pictures of docs/statistics.md, drawn from the bundled sample with the product's own figures.

Needs matplotlib, which is no dependency of the product: `pip install matplotlib`, then
`python docs/pictures/make.py` from the project's folder.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import matplotlib as mpl
import numpy as np
from matplotlib import pyplot as plt

from benchmarks import calibration
from benchmarks.foretellers import FILTER, FIRST
from workbook.refresh import dashboard_of
from xlsrc.measures.control_chart import xmr
from xlsrc.resources import data_folder, templates_folder

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from xlsrc.assessment import Assessment, Dashboard

HERE = Path(__file__).parent
INK, ACCENT, GREY, BAND = "#1F2933", "#12436D", "#7B8794", "#DDE3E9"


def main() -> None:
    """Write every picture beside this file."""
    mpl.rcParams.update({"font.size": 9, "axes.spines.top": False, "axes.spines.right": False})
    sample = dashboard_of(templates_folder() / "Dashboard.xlsx", data_folder())
    by_id = {a.indicator.id: a for a in sample.assessments}
    change_on_year(by_id["burglary"])
    usual_range(by_id["violence_without_injury"])
    control_chart(by_id["residential_burglary"])
    exceptions(by_id["drug_trafficking"])
    words_and_shares(sample)
    ranges_that_held()
    chances_that_came_true()


def change_on_year(assessment: Assessment) -> None:
    """Twelve pairs of calendar months."""
    axes = _axes()
    now = np.array(assessment.monthly.recorded[-12:], dtype=float)
    before = np.array(assessment.monthly.recorded[-24:-12], dtype=float)
    places = np.arange(12)
    axes.bar(places - 0.2, before, 0.38, color=GREY, label="2024")
    axes.bar(places + 0.2, now, 0.38, color=ACCENT, label="2025")
    axes.set_xticks(places, [m.abbreviation for m in assessment.monthly.months[-12:]])
    axes.legend(frameon=False, loc="upper center", ncols=2)
    _save(axes, "change", f"Burglary, pair by pair: {now.sum():,.0f} against {before.sum():,.0f}")


def usual_range(assessment: Assessment) -> None:
    """Five years of recorded, level and range, flagged months as diamonds."""
    axes = _axes()
    _draw_range(axes, assessment)
    _save(axes, "expected", "Violence without injury: recorded, level (grey), usual range (95 %)")


def exceptions(assessment: Assessment) -> None:
    """A month outside its range, and half-years outside theirs as squares under their months."""
    axes = _axes()
    _draw_range(axes, assessment)
    monthly = assessment.monthly
    sustained = [i for i, is_in in enumerate(monthly.sustained[-60:]) if is_in]
    axes.plot(sustained, [1] * len(sustained), "s", color=INK, markersize=4)
    _save(axes, "exceptions", "Drug trafficking: diamonds are months, squares six months together")


def control_chart(assessment: Assessment) -> None:
    """XmR of 24 months with its limits."""
    axes = _axes()
    counts = np.array([assessment.monthly.recorded[-24:]], dtype=float)
    chart = xmr(counts)
    axes.plot(counts[0], color=ACCENT, linewidth=2, marker="o", markersize=3)
    for line, dash in ((chart.mean, "-"), (chart.lower, "--"), (chart.upper, "--")):
        axes.plot(line[0], dash, color=GREY, linewidth=1)
    marked = [i for i, cause in enumerate(chart.label[0]) if str(cause)]
    axes.plot(marked, counts[0, marked], "D", color=INK, markersize=6)
    months = assessment.monthly.months[-24:]
    axes.set_xticks(range(0, 24, 3), [months[i].short for i in range(0, 24, 3)])
    _save(axes, "xmr", "Residential burglary, XmR: mean, limits, and points its rules would flag")


def words_and_shares(sample: Dashboard) -> None:
    """How likely chance is for every change, with the two limits."""
    axes = _axes()
    tested = sorted((a.change.p, a.label) for a in sample.assessments if a.change.p is not None)
    axes.plot([p for p, _ in tested], "o", color=ACCENT, markersize=4)
    for limit, word in ((0.01, "real below 0.01"), (0.05, "probably real below 0.05")):
        axes.axhline(limit, color=INK, linewidth=0.8)
        axes.text(len(tested) - 1, limit, word, ha="right", va="bottom")
    axes.set_yscale("log")
    axes.set_xticks([])
    _save(axes, "words", f"p of the {len(tested)} changes of the sample, smallest first")


def ranges_that_held() -> None:
    """What ranges of the next quarter held by year and by size, and those of the first engine."""
    figure, panels = plt.subplots(1, 2, figsize=(7, 3.2), dpi=100, sharey=True)
    for axes, tell, of in (
        (panels[0], calibration.by_year, "by year"),
        (panels[1], calibration.by_size, "by mean count a month"),
    ):
        ours, first = (tell("next quarter", who) for who in (FILTER, FIRST))
        places = [str(one) for one in ours]
        for at, promised in enumerate((80, 95)):
            axes.axhline(promised, color=INK, linewidth=0.8, linestyle="--")
            axes.plot(places, [held[at] for held in ours.values()], "o-", color=ACCENT)
            axes.plot(places, [held[at] for held in first.values()], "s:", color=GREY)
        axes.set(ylim=(40, 102), xlim=(-0.35, 3.35), xlabel=of)
    for promised in (80, 95):
        panels[1].text(3.45, promised, f"{promised} % promised", va="center")
    panels[0].text(1.5, 88, "the filter", color=ACCENT, ha="center", va="center", weight="bold")
    panels[0].text(1.5, 63, "the first engine", color=GREY, ha="center", va="center", weight="bold")
    _keep(figure, "held", "The next quarter: % of its 80 % and 95 % ranges that held")


def chances_that_came_true() -> None:
    """Chances stated of meeting a target, in tenths, and how often it was met."""
    chance, met = calibration.reliability()
    tenth = np.minimum((10 * chance).astype(int), 9)
    stated = [100 * chance[tenth == at].mean() for at in range(10)]
    came = [100 * met[tenth == at].mean() for at in range(10)]
    figure, axes = plt.subplots(figsize=(4.2, 3.8), dpi=100)
    axes.plot([0, 100], [0, 100], color=INK, linewidth=0.8, linestyle="--")
    axes.text(38, 46, "as often as stated", rotation=45, ha="center", va="center")
    axes.plot(stated, came, "o-", color=ACCENT)
    axes.text(52, 30, "too hopeful", color=GREY)
    axes.set(xlabel="chance stated, %", ylabel="targets met, %", aspect="equal")
    axes.set(xlim=(-2, 102), ylim=(-2, 102))
    _keep(figure, "chance", "The chance of meeting a target")


def _draw_range(axes: Axes, assessment: Assessment) -> None:
    monthly = assessment.monthly
    recorded = np.array(monthly.recorded[-60:], dtype=float)
    lower, upper, level = (
        np.array(values[-60:], dtype=float)
        for values in (monthly.lower, monthly.upper, monthly.level)
    )
    axes.fill_between(range(60), lower, upper, color=BAND, linewidth=0)
    axes.plot(level, color=GREY, linewidth=1.5)
    axes.plot(recorded, color=ACCENT, linewidth=1.8)
    flagged = [i for i, is_out in enumerate(monthly.flagged[-60:]) if is_out]
    axes.plot(flagged, recorded[flagged], "D", color=INK, markersize=7)
    months = monthly.months[-60:]
    axes.set_xticks(range(0, 60, 12), [str(months[i].year) for i in range(0, 60, 12)])
    axes.set_ylim(bottom=0)


def _axes() -> Axes:
    _, axes = plt.subplots(figsize=(7, 2.6), dpi=100)
    return axes


def _save(axes: Axes, name: str, title: str) -> None:
    axes.set_title(title, loc="left", fontweight="bold", fontsize=10)
    axes.figure.tight_layout()
    axes.figure.savefig(HERE / f"{name}.png")
    plt.close(axes.figure)


def _keep(figure: Figure, name: str, title: str) -> None:
    figure.axes[0].set_title(title, loc="left", fontweight="bold", fontsize=10)
    figure.tight_layout()
    figure.savefig(HERE / f"{name}.png")
    plt.close(figure)


if __name__ == "__main__":
    main()
