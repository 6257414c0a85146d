"""The analysts' tables as typed settings; every fault at once, each with its cell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

from workbook.tables import entries
from workbook.tables.accepted_table import accepted_differences
from workbook.tables.acknowledged_table import acknowledgements
from workbook.tables.comparison_tables import peer_groups, targets
from workbook.tables.duties_tables import case_reviews, duties
from workbook.tables.harm_table import harm_weights
from workbook.tables.plan_tables import plan
from workbook.tables.published_table import published
from workbook.tables.setting_rows import own_area, setting_values
from workbook.tables.settings_layout import (
    DEFINITIONS_TABLE,
    DISCLOSURE,
    KNOWN_CHANGES_TABLE,
    SECTIONS_TABLE,
    SENSITIVE,
)
from workbook.tables.table_reader import ID_WANTED, Reader, Record, is_id, unique
from xlsrc.domain.errors import TableError
from xlsrc.domain.harm import is_harm, weighed
from xlsrc.domain.indicator import (
    MAY_EXCEED,
    Disclosure,
    Indicator,
    Polarity,
    Section,
    Source,
    SourceChoice,
    on_sheets,
)
from xlsrc.domain.nearest import nearest_names
from xlsrc.domain.setting import Nameable, word_of
from xlsrc.domain.settings import Effect, KnownChange, Settings
from xlsrc.domain.source_choices import source_choices
from xlsrc.extracts.places import places_without_extracts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbook.block import TableData
    from xlsrc.domain.harm import HarmWeight
    from xlsrc.extracts.places import Places

SHEET_NAME_LIMIT: Final = 31  # Excel's own limit; a letter beyond 16 bits counts as two
SHEET_NAME_BANNED: Final = set("[]:*?/\\")
WILDCARDS: Final = set("*?~")


class OffenceNames(Protocol):
    """The canonical offences and groups that a source's releases can be counted by."""

    def __call__(self, source: Source) -> frozenset[str]:
        """All names, empty where a source has no list of its own (a partner return)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Counted:
    """What indicators can be made of: offences by source, and the weights of harm.

    The weights are ``None`` where their own table is at fault.
    """

    names: OffenceNames
    weights: tuple[HarmWeight, ...] | None


def settings(
    tables: Mapping[str, TableData], offence_names: OffenceNames, places: Places | None = None
) -> Settings:
    """The configuration in the analysts' tables.

    ``places`` are the areas that peer groups may name, the bundled list unless one is given; a
    workbook whose own area that does not know may name others of the list that has it.

    Raises
    ------
    TableError
        With one line per fault, each naming its cell, what was wanted and what was found.
    """
    reader = Reader(tables)
    sections = _sections(reader)
    weights = harm_weights(reader, offence_names)
    defined = _indicators(
        reader, {section.id for section in sections}, _Counted(names=offence_names, weights=weights)
    )
    indicators = on_sheets(defined, sections)
    known_changes = _known_changes(reader, {indicator.id for indicator in defined})
    kept_plan = plan(
        reader,
        {section.id: section.is_shown for section in sections if section.is_priority},
        {indicator.id for indicator in defined if indicator.sections},
    )
    kept_duties, kept_reviews = duties(reader), case_reviews(reader)
    kept_views = entries.views(reader)
    kept_evidence = entries.evidence(reader)
    agencies = entries.agencies(reader, defined)
    rating_views = entries.rating_views(reader)
    groups = peer_groups(reader, places or places_without_extracts(own_area(reader)))
    indicator_targets = targets(reader, defined)
    acknowledged = acknowledgements(reader)
    accepted = accepted_differences(reader)
    editions = published(reader)
    values = setting_values(reader, Nameable(indicators=defined, peer_groups=groups))
    if reader.faults:
        raise TableError(tuple(reader.faults))
    return Settings(
        **values,
        indicators=indicators,
        sections=tuple(one for one in sections if one.is_shown),
        known_changes=known_changes,
        plan=kept_plan,
        duties=kept_duties,
        case_reviews=kept_reviews,
        views=kept_views,
        evidence=kept_evidence,
        agencies=agencies,
        rating_views=rating_views,
        targets=indicator_targets,
        acknowledged=acknowledged,
        accepted=accepted,
        published=editions,
        asked=tuple(one for one in defined if not one.sections),
    )


def _is_sheet_name(text: str) -> bool:
    held = text.encode("utf-16-le", "replace")  # half of a letter is a question mark
    letters = set(held.decode("utf-16-le"))
    is_banned = SHEET_NAME_BANNED & letters or min(letters) < " " or "'" in {text[0], text[-1]}
    return len(held) <= 2 * SHEET_NAME_LIMIT and not is_banned and text.casefold() != "history"


def _sections(reader: Reader) -> tuple[Section, ...]:
    records = reader.records(SECTIONS_TABLE.name)
    unique(records, "Id", check=is_id, wanted=ID_WANTED)
    unique(
        records,
        "Sheet",
        check=_is_sheet_name,
        wanted=f"Sheet must be at most {SHEET_NAME_LIMIT} letters without []:*?/\\, line breaks, "
        "or ' at an end, and not Excel's own History",
    )
    for record in records:
        if record.text("Kind").casefold() not in ("overview", "priority"):
            record.fault("Kind", "kind must be overview or priority")
    return tuple(
        Section(
            id=record.text("Id"),
            name=record.text("Section", required=True),
            sheet=record.text("Sheet"),
            objective=record.text("Objective"),
            lead=record.text("Lead role"),
            action_plan=record.text("Action plan"),
            is_priority=record.text("Kind").casefold() == "priority",
            is_shown=record.yes("Shown", empty=True),
        )
        for record in records
    )


def _indicators(reader: Reader, section_ids: set[str], counted: _Counted) -> tuple[Indicator, ...]:
    records = reader.records(DEFINITIONS_TABLE.name)
    unique(records, "Id", check=is_id, wanted=ID_WANTED)
    unique(
        records,
        "Indicator",
        check=lambda name: not WILDCARDS & set(name),
        wanted="Indicator must not hold *, ? or ~, which formulas read as wildcards",
    )
    found = (_indicator(record, section_ids, counted) for record in records)
    return tuple(indicator for indicator in found if indicator is not None)


def _indicator(record: Record, section_ids: set[str], counted: _Counted) -> Indicator | None:
    sections = record.names("Sections")
    unknown = [section for section in sections if section not in section_ids]
    polarity = record.choice("Polarity", Polarity)
    choices = _choices(record, counted)
    # What partners are asked for may wait for its section until it has come.
    may_wait = not choices or any(one.source is Source.PARTNER_RETURN for one in choices)
    if unknown or not (sections or may_wait):
        record.fault("Sections", f"sections must be of {', '.join(sorted(section_ids))}")
    per = record.names("Per 100 of")
    for choice in choices:
        if not choice.offences:
            record.fault("Offences", "Offences must name at least one offence")
        weighted = choice.weights or is_harm(choice.offences)
        if choice.source is not Source.PARTNER_RETURN and not weighted:
            known = counted.names(choice.source)
            _check_offences(record, "Offences", choice.offences, choice.source, known)
            _check_offences(record, "Per 100 of", choice.per_offences, choice.source, known)
    if polarity is None or not choices:
        return None
    first = choices[0]
    return Indicator(
        id=record.text("Id"),
        name=record.text("Indicator"),
        sections=sections,
        headline=record.yes("Headline"),
        polarity=polarity,
        source=first.source,
        offences=first.offences,
        per_offences=first.per_offences,
        weights=first.weights,
        is_share=bool(per),
        may_exceed_whole=any(MAY_EXCEED in words.casefold() for words in per),
        count_only=record.yes("Count only"),
        declared=_disclosure(record),
        lag_months=first.lag_months,
        definition=record.text("Definition"),
        good_looks_like=record.text("What good looks like"),
        caveats=record.text("Caveats"),
        choices=choices,
    )


def _disclosure(record: Record) -> Disclosure | None:
    """What the column says, None where it is empty; an older workbook says yes under Sensitive."""
    if record.text(DISCLOSURE):
        return record.choice(DISCLOSURE, Disclosure)
    return Disclosure.SMALL_NUMBERS if record.yes(SENSITIVE) else None


def _choices(record: Record, counted: _Counted) -> tuple[SourceChoice, ...]:
    """What each source of the row counts, in order of preference; () and a fault if at fault."""
    sources = []
    for name in record.names("Source") or ("",):
        try:
            sources.append(word_of(name, Source, "source"))
        except ValueError as error:
            record.fault("Source", str(error))
            return ()
    column, lags = "Normal lag, months", record.text("Normal lag, months")
    try:
        found = source_choices(sources, record.text("Offences"), record.text("Per 100 of"), lags)
        if counted.weights is None:
            return found
        return tuple(weighed(one, counted.weights, counted.names) for one in found)
    except ValueError as error:
        at = next(
            (one for one in ("Source", "Offences", "Per 100 of") if str(error).startswith(one)),
            column,
        )
        record.fault(at, str(error)[0].lower() + str(error)[1:] if at == column else str(error))
        return ()


def _check_offences(
    record: Record, column: str, names: tuple[str, ...], source: Source, known: frozenset[str]
) -> None:
    lower = {name.casefold() for name in known}
    for name in names:
        if name.casefold() in lower:
            continue
        near = nearest_names(name, known)
        hint = f" (the nearest: {', '.join(near)})" if near else ""
        record.fault(column, f"'{name}' is not an offence of {source}{hint}")


def _known_changes(reader: Reader, indicator_ids: set[str]) -> tuple[KnownChange, ...]:
    records = reader.records(KNOWN_CHANGES_TABLE.name)
    unique(records, "Id", check=is_id, wanted=ID_WANTED)
    found = (_known_change(record, indicator_ids) for record in records)
    return tuple(change for change in found if change is not None)


def _known_change(record: Record, indicator_ids: set[str]) -> KnownChange | None:
    effect = record.choice("Effect", Effect)
    first = record.month("First month")
    last = record.month("Last month")
    applies_to = record.names("Applies to")
    known = indicator_ids | {source.value for source in Source}
    if first is None and record.raw("First month") in (None, ""):
        record.fault("First month", "first month must be a date or YYYY-MM")
    if effect is Effect.MASK and last is None and record.raw("Last month") in (None, ""):
        record.fault("Last month", "months left out need a last month")
    if first is not None and last is not None and last < first:
        record.fault("Last month", f"last month must not be before {first.name}")
    if not applies_to or not set(applies_to) <= known:
        record.fault("Applies to", "applies to must list indicator ids or sources")
    record.text("Approved by", required=True)
    if effect is None or first is None:
        return None
    return KnownChange(
        id=record.text("Id"),
        label=record.text("What changed", required=True),
        effect=effect,
        first=first,
        last=last,
        applies_to=applies_to,
        approved_by=record.text("Approved by"),
    )
