"""What the workbook as a whole has that the new template lacks: names, order, views, locks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.build.sheet_pair import one_or_more
from workbook.package.structure import children, parsed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from workbook.package.archive import Archive
    from workbook.package.structure import Structure

BUILT_IN: Final = "_xlnm."
YES: Final = frozenset({"1", "true"})
ITSELF: Final = {
    "workbookProtection": "protection of the workbook's structure",
    "fileSharing": "advice to open the workbook read-only",
}


def lines(old: Archive, theirs: Structure, new: Archive, ours: Structure) -> Iterator[str]:
    """One line for each kind of thing of the workbook itself that is left behind."""
    root, made = parsed(old, theirs.workbook_part), parsed(new, ours.workbook_part)
    names = [f"'{name}'" for name in _own_names(root, theirs, ours)]
    if names:
        yield one_or_more("name", "names", names)
    views = [f"'{e.get('name', '')}'" for h in children(root, "customWorkbookViews") for e in h]
    if views:
        yield one_or_more("custom view", "custom views", views)
    for element, noun in ITSELF.items():
        if next(children(root, element), None) is not None:
            yield f"the {noun}"
    modes = [e.get("calcMode", "auto") for e in children(root, "calcPr")]
    if "manual" in modes:
        yield "the setting to calculate by hand"
    there = {sheet.name.casefold(): at for at, sheet in enumerate(ours.sheets)}
    order = [there[s.name.casefold()] for s in theirs.sheets if s.name.casefold() in there]
    if order != sorted(order):
        yield "the order of the sheets"
    hidden = _hidden(made)
    lost = [
        f"'{name}'" for name in _hidden(root) if name.casefold() in there and name not in hidden
    ]
    if lost:
        yield f"the hiding of {one_or_more('sheet', 'sheets', lost)}"


def _own_names(root: Element, theirs: Structure, ours: Structure) -> Iterator[str]:
    # Names of panels that are no longer there begin like those that are.
    families = {name.partition(".")[0] for name in ours.names}
    made = {sheet.name.casefold() for sheet in ours.sheets}
    for holder in children(root, "definedNames"):
        for element in holder:
            name, at = element.get("name", ""), element.get("localSheetId")
            if name.startswith(BUILT_IN) or element.get("hidden") in YES:
                continue
            if at is not None and theirs.sheets[int(at)].name.casefold() not in made:
                continue  # a sheet that is copied takes names along; it is named itself
            if (
                name.casefold() not in ours.names
                and name.casefold().partition(".")[0] not in families
            ):
                yield name


def _hidden(root: Element) -> list[str]:
    return [
        e.get("name", "")
        for holder in children(root, "sheets")
        for e in holder
        if e.get("state", "visible") != "visible"
    ]


def printed(archive: Archive, found: Structure) -> dict[str, dict[str, str]]:
    """The print area and titles of each sheet, by its name and by theirs in small letters."""
    ranges: dict[str, dict[str, str]] = {}
    for holder in children(parsed(archive, found.workbook_part), "definedNames"):
        for element in holder:
            name, at = element.get("name", "").casefold(), element.get("localSheetId")
            if at is not None and name in {"_xlnm.print_area", "_xlnm.print_titles"}:
                sheet = found.sheets[int(at)].name
                ranges.setdefault(sheet, {})[name] = element.text or ""
    return ranges
