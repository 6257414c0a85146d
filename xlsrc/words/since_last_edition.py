"""What changed since the last edition, in named lines, from data to duties."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xlsrc.domain.wording import count, count_of, some
from xlsrc.national.area_word import area_word
from xlsrc.series.level import Trend
from xlsrc.series.outside import Standing
from xlsrc.words.changed_on_purpose import changed_on_purpose
from xlsrc.words.duties import late_duties
from xlsrc.words.findings import left_out
from xlsrc.words.published import RESTATED, redefined_sentence, restated_sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from xlsrc.assessment import Assessment, Dashboard, ExceptionRow
    from xlsrc.domain.month import Month

ON_PURPOSE: Final = "On purpose"
"""The topic of what is otherwise than in the edition before, and was accepted with a reason."""


def since_last_edition(dashboard: Dashboard, named: int = 3) -> tuple[tuple[str, str], ...]:
    """Topics, each with its sentence; one with nothing to say is left out.

    ``named`` is how many names a list gives before it says how many more there are.
    """
    lines = ((topic, say(dashboard, named)) for topic, say in _LINES)
    return tuple((topic, sentence) for topic, sentence in lines if sentence)


def _data(dashboard: Dashboard, _: int) -> str:
    return " ".join(filter(None, (_added(dashboard), left_out(dashboard), _restated(dashboard))))


def _added(dashboard: Dashboard) -> str:
    published, last = dashboard.settings.last_published, dashboard.as_at
    if published is None:
        return f"The first edition, to {last.name}."
    if last <= published:
        return f"No month added since the edition to {published.name}."
    return f"{_spell(published + 1, last)} added."


def _spell(first: Month, last: Month) -> str:
    """``October to December 2025``."""
    if first == last:
        return last.name
    start = first.month_name if first.year == last.year else first.name
    return f"{start} to {last.name}"


def _restated(dashboard: Dashboard) -> str:
    """Beside the edition before where its figures are kept, else beside earlier releases."""
    if dashboard.since is not None:
        return restated_sentence(dashboard.since)
    if not dashboard.revisions:
        return "No earlier figure restated."
    largest = max(dashboard.revisions, key=lambda row: abs(row.after - row.before))
    number = count_of(len(dashboard.revisions), "earlier figure")
    return (
        f"{number} restated; most, {largest.indicator} in {largest.month.name}: "
        f"{count(largest.after)}, was {count(largest.before)}."
    )


def _yardstick(dashboard: Dashboard, most: int) -> str:
    """What counts otherwise, and the changes in recording since the last edition's months."""
    anew = "" if dashboard.since is None else redefined_sentence(dashboard.since, most)
    return " ".join(filter(None, (anew, _recording(dashboard, most))))


def _recording(dashboard: Dashboard, most: int) -> str:
    published = dashboard.settings.last_published
    if published is None:
        return ""
    found = [
        f"{change.label} ({change.first.name})"
        for change in dashboard.settings.known_changes
        if published < change.first <= dashboard.as_at
        if any(change.concerns(one.indicator) for one in dashboard.assessments)
    ]
    return f"Other ways of recording: {some(found, most)}." if found else ""


def _on_purpose(dashboard: Dashboard, most: int) -> str:
    """The accepted reasons of what is otherwise than in the last edition."""
    found = changed_on_purpose(dashboard)
    more = f"; and {len(found) - most} more" if len(found) > most else ""
    return f"Changed: {'; '.join(found[:most])}{more}." if found else ""


def _lists(dashboard: Dashboard, most: int) -> str:
    def named(standing: Standing) -> str:
        rows = [one for one in dashboard.exceptions if one.outside.standing is standing]
        return some([_row(one) for one in rows], most)

    parts = [
        f"{word}: {names}."
        for word, names in (("New", named(Standing.NEW)), ("Ended", named(Standing.ENDED)))
        if names
    ]
    in_force = [one for one in dashboard.exceptions if one.outside.in_force and not one.is_of_ward]
    if not in_force:
        whole = area_word(dashboard.area)
        parts.append(f"No indicator of the whole {whole} is outside its usual range.")
    return " ".join(parts)


def _row(one: ExceptionRow) -> str:
    """``Shoplifting in Brunswick Park (high)``."""
    place = f" in {one.area.name}" if one.is_of_ward else ""
    if one.outside.restated:
        return f"{one.label}{place} ({RESTATED})"
    return f"{one.label}{place} ({'high' if one.outside.is_high else 'low'})"


def _words(dashboard: Dashboard, most: int) -> str:
    """The levels that move."""
    found = [
        f"{trend.value}: {some(_labels(moving), most)}"
        for trend in (Trend.RISING, Trend.FALLING)
        if (moving := [one for one in dashboard.assessments if one.level.trend is trend])
    ]
    return f"Levels now {'; '.join(found)}." if found else "No level is clearly rising or falling."


def _awaited(dashboard: Dashboard, most: int) -> str:
    """What runs past its normal lag by the month it ends in, what is withheld, what never came."""
    ends: dict[Month, list[Assessment]] = {}
    late = (one for one in dashboard.assessments if one.late and not one.withheld_by)
    for one in late:
        if one.as_at is not None:
            ends.setdefault(one.as_at, []).append(one)
    parts = [
        f"{some(_labels(rows), most)} after {month.name}" for month, rows in sorted(ends.items())
    ]
    withheld = [
        one
        for one in dashboard.assessments
        if one.withheld_by and (one.late or one.volume.last_12 is None)
    ]
    absent = [one for one in dashboard.assessments if one.as_at is None and one not in withheld]
    if absent:
        parts.append(f"no figures yet of {some(_labels(absent), most)}")
    if withheld:
        parts.append(f"withheld, or only to an earlier month: {some(_labels(withheld), most)}")
    sentence = "; ".join(parts)
    return f"{sentence[:1].upper()}{sentence[1:]}." if parts else ""


def _labels(rows: Iterable[Assessment]) -> list[str]:
    return [one.label for one in rows]


_LINES: Final[tuple[tuple[str, Callable[[Dashboard, int], str]], ...]] = (
    ("Data", _data),
    ("Yardstick", _yardstick),
    (ON_PURPOSE, _on_purpose),
    ("Lists", _lists),
    ("Words", _words),
    ("Awaited", _awaited),
    ("Duties", late_duties),
)
