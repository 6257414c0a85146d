"""The pictures of docs/statistics.md, drawn from the bundled sample with the product's own figures.

Needs matplotlib, which is no dependency of the product: `pip install matplotlib`, then
`python -m docs.pictures.make` from the project's folder.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import matplotlib as mpl
import numpy as np
from matplotlib import pyplot as plt

from benchmarks import calibration
from benchmarks.foretellers import FILTER, FIRST
from docs.pictures.shown import HERE, keep, of_sample, of_the_past
from workbook.refresh import dashboard_of
from xlsrc.resources import data_folder, templates_folder

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from docs.pictures.shown import Shown

INK, ACCENT, GREY, BAND = "#1F2933", "#12436D", "#7B8794", "#DDE3E9"


def main() -> None:
    """Write every picture beside this file."""
    mpl.rcParams.update({"font.size": 9, "axes.spines.top": False, "axes.spines.right": False})
    sample = dashboard_of(templates_folder() / "Dashboard.xlsx", data_folder())
    shown = of_sample(sample) | of_the_past()
    change_on_year(shown["change"])
    usual_range(shown["expected"])
    control_chart(shown["xmr"])
    exceptions(shown["exceptions"])
    words_and_shares(shown["words"])
    ranges_that_held()
    chances_that_came_true(shown["chance"])
    keep(shown)


def change_on_year(shown: Shown) -> None:
    """Twelve pairs of calendar months."""
    axes = _axes()
    now, before = (np.array(shown[when], dtype=float) for when in ("now", "before"))
    places = np.arange(12)
    axes.bar(places - 0.2, before, 0.38, color=GREY, label="2024")
    axes.bar(places + 0.2, now, 0.38, color=ACCENT, label="2025")
    axes.set_xticks(places, shown["months"])
    axes.legend(frameon=False, loc="upper center", ncols=2)
    _keep(
        plt.gcf(), "change", f"Burglary, pair by pair: {now.sum():,.0f} against {before.sum():,.0f}"
    )


def usual_range(shown: Shown) -> None:
    """Five years of recorded, level and range, flagged months as diamonds."""
    axes = _axes()
    _draw_range(axes, shown)
    _keep(
        plt.gcf(), "expected", "Violence without injury: recorded, level (grey), usual range (95 %)"
    )


def exceptions(shown: Shown) -> None:
    """A month outside its range, and half-years outside theirs as squares under their months."""
    axes = _axes()
    _draw_range(axes, shown)
    sustained = shown["sustained"]
    axes.plot(sustained, [1] * len(sustained), "s", color=INK, markersize=4)
    _keep(
        plt.gcf(),
        "exceptions",
        "Drug trafficking: diamonds are months, squares six months together",
    )


def control_chart(shown: Shown) -> None:
    """XmR of 24 months with its limits."""
    axes = _axes()
    counts = np.array(shown["counts"])
    axes.plot(counts, color=ACCENT, linewidth=2, marker="o", markersize=3)
    for line, dash in (("mean", "-"), ("lower", "--"), ("upper", "--")):
        axes.plot(shown[line], dash, color=GREY, linewidth=1)
    axes.plot(shown["marked"], counts[shown["marked"]], "D", color=INK, markersize=6)
    axes.set_xticks(range(0, 24, 3), shown["months"][::3])
    _keep(
        plt.gcf(), "xmr", "Residential burglary, XmR: mean, limits, and points its rules would flag"
    )


def words_and_shares(shown: Shown) -> None:
    """How likely chance is for every change, with the two limits."""
    axes = _axes()
    tested = shown["p"]
    axes.plot(tested, "o", color=ACCENT, markersize=4)
    for limit, word in ((0.01, "real below 0.01"), (0.05, "probably real below 0.05")):
        axes.axhline(limit, color=INK, linewidth=0.8)
        axes.text(len(tested) - 1, limit, word, ha="right", va="bottom")
    axes.set_yscale("log")
    axes.set_xticks([])
    _keep(plt.gcf(), "words", f"p of the {len(tested)} changes of the sample, smallest first")


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


def chances_that_came_true(shown: Shown) -> None:
    """Chances stated of meeting a target, in tenths, and how often it was met."""
    figure, axes = plt.subplots(figsize=(4.2, 3.8), dpi=100)
    axes.plot([0, 100], [0, 100], color=INK, linewidth=0.8, linestyle="--")
    axes.text(38, 46, "as often as stated", rotation=45, ha="center", va="center")
    axes.plot(shown["stated"], shown["came"], "o-", color=ACCENT)
    axes.text(52, 30, "too hopeful", color=GREY)
    axes.set(xlabel="chance stated, %", ylabel="targets met, %", aspect="equal")
    axes.set(xlim=(-2, 102), ylim=(-2, 102))
    _keep(figure, "chance", "The chance of meeting a target")


def _draw_range(axes: Axes, shown: Shown) -> None:
    recorded, lower, upper, level = (
        np.array(shown[name], dtype=float) for name in ("recorded", "lower", "upper", "level")
    )
    axes.fill_between(range(60), lower, upper, color=BAND, linewidth=0)
    axes.plot(level, color=GREY, linewidth=1.5)
    axes.plot(recorded, color=ACCENT, linewidth=1.8)
    axes.plot(shown["flagged"], recorded[shown["flagged"]], "D", color=INK, markersize=7)
    axes.set_xticks(range(0, 60, 12), shown["years"][::12])
    axes.set_ylim(bottom=0)


def _axes() -> Axes:
    _, axes = plt.subplots(figsize=(7, 2.6), dpi=100)
    return axes


def _keep(figure: Figure, name: str, title: str) -> None:
    figure.axes[0].set_title(title, loc="left", fontweight="bold", fontsize=10)
    figure.tight_layout()
    figure.savefig(HERE / f"{name}.png")
    plt.close(figure)


if __name__ == "__main__":
    main()
