"""Which indicators of a section stand where: headline ones first, since page 1 answers most."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.sheets.section.pages import section_pages

if TYPE_CHECKING:
    from xlsrc.assessment import Assessment, Dashboard
    from xlsrc.domain.indicator import Indicator, Section
    from xlsrc.domain.settings import Settings


def ordered(settings: Settings, section: Section) -> tuple[Indicator, ...]:
    """The indicators of a section in the order of its sheet."""
    return tuple(sorted(settings.of_section(section), key=lambda indicator: not indicator.headline))


def in_full(settings: Settings, section: Section) -> tuple[Indicator, ...]:
    """Those that stand in full on the first page of a priority."""
    indicators = ordered(settings, section)
    return indicators[: section_pages(len(indicators), is_priority=section.is_priority).panels]


def small_of(settings: Settings, section: Section) -> tuple[Indicator, ...]:
    """Those that have a small panel; the first of an overview stands above these."""
    indicators = ordered(settings, section)
    layout = section_pages(len(indicators), is_priority=section.is_priority)
    if not layout.small:
        return ()
    return indicators[layout.panels if section.is_priority else 1 :]


def assessed(dashboard: Dashboard, section: Section) -> tuple[Assessment, ...]:
    """The assessments of a section in the order of its sheet."""
    return tuple(sorted(dashboard.of_section(section), key=lambda one: not one.indicator.headline))
