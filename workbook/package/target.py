"""The file that a command writes a workbook to: its name chosen, and what it may never be."""

from __future__ import annotations

import os
from pathlib import Path

from workbook.package.kind import refuse_suffix
from workbook.package.replace_file import writing
from workbook.package.synced import free_name, is_synced
from xlsrc.domain.file_name import file_name
from xlsrc.domain.workbook_errors import OutputNameError
from xlsrc.resources import shipped_template


def chosen_target(out: Path | None, words: str, suffix: str) -> Path:
    """The file that ``out`` names, by default one in ``out/`` that is called by ``words``.

    In a synced folder one that no file has yet. `WorkbookError` when its name does not end in
    ``suffix``, or no system takes it.
    """
    target = out or Path("out") / f"{file_name(words)}{suffix}"
    refuse_suffix(target, suffix)
    with writing(target):
        os.fsencode(target)
        return free_name(target) if target.exists() and is_synced(target) else target


def is_same_file(one: Path, other: Path) -> bool:
    """Whether two paths lead to one file, by whatever spelling or link."""
    try:
        return one.samefile(other)
    except OSError:  # one of them is not there, yet both may be links to one place
        return os.path.realpath(one) == os.path.realpath(other)


def refuse_template(target: Path) -> None:
    """`WorkbookError` when the target is the template that came with the program."""
    if is_same_file(target, shipped_template()):
        message = (
            f"'{target}' is the template that every new workbook is made from, and is never "
            "written over. Give another name with --out."
        )
        raise OutputNameError(message)
