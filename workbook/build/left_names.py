"""What the workbook as a whole has that the new template lacks: names, order, views, locks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.build.sheet_pair import is_block, one_or_more, without_places
from workbook.package.reference import sheet_range
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
    own, changed = _own_names(root, theirs, ours), _changed_names(root, ours)
    if own:
        yield one_or_more("name", "names", own)
    if changed:
        yield f"the changes to {one_or_more('name', 'names', changed)}"
    views = [f"'{e.get('name', '')}'" for h in children(root, "customWorkbookViews") for e in h]
    if views:
        yield one_or_more("custom view", "custom views", views)
    for element, noun in ITSELF.items():
        # LibreOffice writes one that protects nothing.
        if any(set(one.attrib.values()) & YES for one in children(root, element)):
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


def _own_names(root: Element, theirs: Structure, ours: Structure) -> list[str]:
    made = {sheet.name.casefold() for sheet in ours.sheets}
    found: list[str] = []
    for element in _names(root):
        name, at = element.get("name", ""), element.get("localSheetId")
        if at is not None and theirs.sheets[int(at)].name.casefold() not in made:
            continue  # a sheet that is copied takes names along; it is named itself
        if not is_block(name, ours):
            found.append(f"'{name}'")
    return found


def _changed_names(root: Element, ours: Structure) -> list[str]:
    """The names of formulas that say something else now; ranges move with their cells."""
    return [
        f"'{element.get('name', '')}'"
        for element in _names(root)
        if element.get("localSheetId") is None
        and (made := ours.names.get(element.get("name", "").casefold()))
        and sheet_range(made) is None
        and _bare(element.text or "") != _bare(made)
    ]


def _bare(formula: str) -> str:
    """A formula as any program may write it: blanks and capitals aside."""
    return "".join(without_places(formula).split()).casefold()


def _names(root: Element) -> Iterator[Element]:
    """The defined names that people see."""
    for holder in children(root, "definedNames"):
        for element in holder:
            is_built_in = element.get("name", "").startswith(BUILT_IN)
            if not is_built_in and element.get("hidden") not in YES:
                yield element


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
