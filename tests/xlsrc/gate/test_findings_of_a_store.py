"""All that is found of a store's series: by which settings, of which rules, without echoes."""

from __future__ import annotations

import hashlib
import pickle
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from tests.support.made_up_release import ARSON, FIRST, SHOPLIFTING, boroughs, made_up_extract
from xlsrc.defaults import default_settings
from xlsrc.domain.indicator import Indicator, Polarity, Source, SourceChoice
from xlsrc.domain.month import Month
from xlsrc.domain.settings import Effect, KnownChange, Settings
from xlsrc.extracts.gate.finding import Finding, Severity
from xlsrc.extracts.sliced import Common, SlicedExtracts
from xlsrc.extracts.store import Store
from xlsrc.gate import judged
from xlsrc.gate.judged import NotJudgedError, asked_of, judged_for, series_findings

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

MPS, POLICE_UK = Source.MPS_RECORDED_CRIME, Source.POLICE_UK
LABELS = (ARSON, SHOPLIFTING)
LAST = FIRST + 35


def finding(**changes: Any) -> Finding:
    plain = Finding(
        rule="hole",
        severity=Severity.WITHHOLDS,
        source=MPS,
        files=("a.csv",),
        months=frozenset([3]),
        wanted="Every month was wanted",
        found="none",
        where="File a.csv",
        action="Add it",
        size=1.0,  # to be compared whole: no number is equal to none
    )
    return replace(plain, **changes)


def change(applies_to: Sequence[str], effect: Effect = Effect.MASK, **facts: Any) -> KnownChange:
    given: dict[str, Any] = {"first": Month(LAST), "last": Month(LAST)} | facts
    return KnownChange(
        id="a change", label="A change", effect=effect, applies_to=tuple(applies_to),
        approved_by="A test", **given,
    )  # fmt: skip


def counting(name: str, source: Source, *offences: str, **facts: Any) -> Indicator:
    return Indicator(
        id=name, name=name, sections=(), headline=False, polarity=next(iter(Polarity)),
        source=source, offences=offences, **facts,
    )  # fmt: skip


def settings_of(
    changes: Sequence[KnownChange] = (), indicators: Sequence[Indicator] = ()
) -> Settings:
    return replace(default_settings(), known_changes=tuple(changes), indicators=tuple(indicators))


def store_of(folder: Path, counts: Numbers | None = None, **facts: Any) -> Store:
    empty = Store.open(folder, cache=None)
    extracts = () if counts is None else (made_up_extract(counts, boroughs(len(counts)), LABELS),)
    return replace(empty, **({"extracts": extracts} | facts))


def varying(areas: int = 6) -> Numbers:
    """Some 60 of arson and 4,000 of shoplifting a month, drawn once."""
    about = np.array([60.0, 4000.0])[:, None]
    return np.random.default_rng(11).poisson(about, (areas, 2, 36)).astype(float)


def rules(store: Store, settings: Settings | None = None) -> list[str]:
    return [one.rule for one in series_findings(store, settings or settings_of())]


def test_each_rule_of_series_is_asked(tmp_path: Path) -> None:
    counts = varying()

    assert rules(store_of(tmp_path, counts)) == []
    low = counts.copy()
    low[:, :, 35] = np.floor(low[:, :, 35] * 0.5)
    assert rules(store_of(tmp_path, low)) == ["month-incomplete"]
    one = counts.copy()
    one[2, :, 35] = np.floor(one[2, :, 35] * 0.3)
    assert rules(store_of(tmp_path, one)) == ["area-month-low"]
    high = counts.copy()
    high[2, :, 35] *= 3
    assert rules(store_of(tmp_path, high)) == ["area-month-high"]
    zero = counts.copy()
    zero[2, 0, 30] = 0
    assert rules(store_of(tmp_path, zero)) == ["label-zero"]
    series = counts.copy()
    series[2, 0, 35] *= 2
    assert rules(store_of(tmp_path, series)) == ["series-high"]
    own = made_up_extract(counts, boroughs(6), LABELS)
    kept = own.month != FIRST + 9
    arrays = {name: getattr(own, name)[kept] for name in ("area", "label", "month", "count")}
    hole = replace(own, months=tuple(one for one in own.months if one != FIRST + 9), **arrays)
    assert rules(store_of(tmp_path, extracts=(hole,))) == ["hole"]
    lost = counts.copy()
    lost[:, :, 20] = 1
    masked = [change([MPS], first=Month(FIRST + 20), last=Month(FIRST + 20))]
    assert rules(store_of(tmp_path, lost), settings_of(masked)) == ["month-incomplete"]


def test_findings_of_files_are_among_them_and_explain_their_echoes(tmp_path: Path) -> None:
    counts = varying()
    counts[2, 0, 30] = 0
    of_file = finding(rule="rows-missing", files=("2026-01.csv",), months=None, areas=None)
    store = store_of(tmp_path, counts)

    assert rules(replace(store, findings=(of_file,))) == ["rows-missing"]
    other = replace(of_file, files=("b.csv",))
    assert rules(replace(store, findings=(other,))) == ["rows-missing", "label-zero"]


def test_notes_beside_a_file_that_is_stopped_are_not_said(tmp_path: Path) -> None:
    counts = varying()
    counts[2, 0, 35] *= 2
    store = store_of(tmp_path, counts)
    stops = finding(rule="total-row", severity=Severity.STOPS, files=("b.csv",))

    assert rules(replace(store, findings=(stops,))) == ["total-row"]
    elsewhere = replace(stops, source=POLICE_UK)
    assert rules(replace(store, findings=(elsewhere,))) == ["total-row", "series-high"]
    withholds = replace(stops, severity=Severity.WITHHOLDS)
    assert rules(replace(store, findings=(withholds,))) == ["total-row", "series-high"]
    counts[3, 0, 30] = 0
    doubtful = replace(store_of(tmp_path, counts), findings=(stops,))
    assert rules(doubtful) == ["total-row", "label-zero"]


def told(changes: object, counted: object, as_at: str = "None") -> str:
    return hashlib.sha256(repr((as_at, changes, counted)).encode()).hexdigest()


def test_what_of_settings_findings_depend_on(tmp_path: Path) -> None:
    store = store_of(tmp_path)
    theft = ["Bicycle theft", "Other theft", "Shoplifting", "Theft from the person"]
    first = counting("thefts", MPS, "Theft")
    second = counting(
        "fires",
        MPS,
        "Arson",
        "Rape",
        choices=(SourceChoice(source=POLICE_UK, offences=("Drugs",)),),
    )
    changes = [
        change(["thefts", MPS]),
        change(["fires"], Effect.STEP, first=Month.parse("2024-03"), last=None),
    ]
    of_both = [
        ("leave these months out", "2026-12", "2026-12", [MPS, "thefts"]),
        ("not comparable across", "2024-03", "None", ["fires"]),
    ]
    fires = [("fires", MPS, ["Arson", "Rape"]), ("fires", POLICE_UK, ["Drugs"])]

    assert asked_of(store, settings_of()) == told([], [])
    earlier = replace(settings_of(), as_at=Month.parse("2024-03"))
    assert asked_of(store, earlier) == told([], [], "2024-03")
    assert asked_of(store, settings_of([], [first])) == told([], [])
    assert asked_of(store, settings_of(changes, [first, second])) == told(
        of_both, [("thefts", MPS, theft), *fires]
    )
    turned = replace(changes[0], applies_to=changes[0].applies_to[::-1])
    assert asked_of(store, settings_of([turned, changes[1]], [first, second])) == asked_of(
        store, settings_of(changes, [first, second])
    )
    assert asked_of(store, settings_of(changes[1:], [first, second])) == told(of_both[1:], fires)


def test_what_was_judged_before_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain, other = settings_of(), settings_of([change([MPS])])
    store = store_of(tmp_path)
    known = replace(store, judged={asked_of(store, plain): (finding(),)})

    assert series_findings(known, plain) == (finding(),)
    assert series_findings(known, other) == ()
    assert judged_for(known, [plain]) is known
    assert judged_for(known, []) is known
    asked: list[str] = []

    def found(_store: Store, settings: Settings) -> tuple[Finding, ...]:
        asked.append(asked_of(store, settings))
        return (finding(rule=f"rule {len(asked)}"),)

    monkeypatch.setattr(judged, "series_findings", found)
    more = judged_for(known, [plain, other, other])
    assert asked == [asked_of(store, other)]
    assert more.judged == {
        asked_of(store, plain): (finding(),),
        asked_of(store, other): (finding(rule="rule 1"),),
    }
    assert known.judged.keys() == {asked_of(store, plain)}


def test_a_slice_is_judged_before_it_is_cut(tmp_path: Path) -> None:
    store = store_of(tmp_path, varying())
    part = replace(store, extracts=SlicedExtracts.of(Common(store), {}))

    with pytest.raises(NotJudgedError) as raised:
        series_findings(part, settings_of())

    assert str(raised.value) == (
        "Findings of the whole extracts were wanted, by this workbook's own known changes; found "
        "none: make it by itself (safer refresh)."
    )
    assert raised.value.code == "not-judged"
    again = pickle.loads(pickle.dumps(raised.value))  # noqa: S301 - its own
    assert (type(again), str(again)) == (NotJudgedError, str(raised.value))
    known = replace(part, judged={asked_of(store, settings_of()): (finding(),)})
    assert series_findings(known, settings_of()) == (finding(),)


def test_findings_are_kept_in_the_stores_own_cache(tmp_path: Path) -> None:
    store = replace(store_of(tmp_path), cache=tmp_path / "cache", findings=(finding(),))

    assert series_findings(store, settings_of()) == (finding(),)
    assert len(list((tmp_path / "cache" / "findings").iterdir())) == 1
    series_findings(store, settings_of([change([MPS])]))
    assert len(list((tmp_path / "cache" / "findings").iterdir())) == 2
