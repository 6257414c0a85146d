"""The one flow of a pack: a refreshed workbook → what it says → slides and a report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.pack.report import report_template
from workbook.pack.said.reading import pack_of
from workbook.pack.slides import slide_template
from workbook.package.file_state import NO_FILE
from workbook.package.replace_file import remove_left, replace_file, target_state, writing
from workbook.package.synced import free_name
from xlsrc.domain.file_name import file_name
from xlsrc.domain.workbook_errors import PackTemplateError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from workbook.pack.said.pack_content import Pack

POWERPOINT, WORD = ".pptx", ".docx"
TEMPLATES: Final[Mapping[str, tuple[str, ...]]] = {
    POWERPOINT: slide_template.SUFFIXES,
    WORD: report_template.SUFFIXES,
}
"""The kinds of template that each kind of pack can be put into."""


def packed(
    workbook: Path,
    *,
    kinds: Iterable[str] = (POWERPOINT, WORD),
    full: bool = False,
    templates: Iterable[Path] = (),
    out: Path | None = None,
    progress: Callable[[str], None],
) -> tuple[Path, ...]:
    """The packs of a refreshed workbook, in ``out`` (default: beside it), by ``kinds``.

    A template is used for the kind that it is of. The slides are ten, with ``full`` those of all
    the board's sheets behind them. A pack that is there already and differs may
    have been edited: it stays, and the new one is written beside it.

    Raises
    ------
    DashboardError
        The workbook holds no refreshed figures, a template cannot be used, or a file is open.

    """
    wanted = tuple(kinds)
    chosen = _by_kind(templates, wanted)
    progress("Reading the workbook")
    pack = pack_of(workbook)
    made = []
    for kind in wanted:
        progress("Writing the slides" if kind == POWERPOINT else "Writing the report")
        content = _content(pack, kind, chosen.get(kind), full=full)
        name = file_name(f"Board pack {pack.area} {pack.as_at}")
        target = (out or workbook.parent) / f"{name}{kind}"
        made.append((target, content))
    # A template that is refused leaves neither half of the pack behind.
    return tuple(_put(target, content) for target, content in made)


def _by_kind(templates: Iterable[Path], kinds: tuple[str, ...]) -> dict[str, Path]:
    chosen: dict[str, Path] = {}
    for path in templates:
        kind = next((k for k in kinds if path.suffix.lower() in TEMPLATES[k]), None)
        if kind is None:
            listed = ", ".join(suffix for k in kinds for suffix in TEMPLATES[k])
            message = f"A template for this pack is one of {listed}; found '{path}'. Name another."
            raise PackTemplateError(message)
        if kind in chosen:
            message = (
                f"One template for each kind of pack is wanted; found '{chosen[kind]}' and "
                f"'{path}'. Leave one out."
            )
            raise PackTemplateError(message)
        chosen[kind] = path
    return chosen


def _content(pack: Pack, kind: str, template: Path | None, *, full: bool) -> bytes:
    # python-pptx and python-docx take a while to load: each only where it is needed.
    if kind == POWERPOINT:
        from workbook.pack.slides.slides import slides

        return slides(pack, template, full=full)
    from workbook.pack.report.report import report

    return report(pack, template)


def _put(target: Path, content: bytes) -> Path:
    with writing(target):
        if target_state(target) != NO_FILE:
            if target.read_bytes() == content:
                remove_left(target)
                return target
            target = free_name(target)
    replace_file(target, content, read=NO_FILE)
    return target
