"""Files as people and programs save them, with slips in them: what Hypothesis makes for targets."""

from __future__ import annotations

import csv
import io
from functools import cache
from typing import TYPE_CHECKING, Final

from hypothesis import strategies as st

from proofs.fuzz import arguments, first, packages, readers, splices, tables
from proofs.fuzz.mutator import mutated
from proofs.fuzz.picks import ODD_TEXTS

if TYPE_CHECKING:
    from collections.abc import Callable

Drawn = bytes | tuple[str, bytes]

ENCODINGS: Final = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252")
_WRITABLE: Final = tuple(text for text in ODD_TEXTS if "\x00" not in text)


@cache
def _texts() -> tuple[bytes, ...]:
    made = first.READERS()
    return tuple(one for one in (*made["extracts"], *made["beside"]) if b"," in one)


@st.composite
def saved_texts(draw: st.DrawFn) -> bytes:
    """An extract with other cells, rows, letters, line ends, separators and lines above it."""
    whole = draw(st.sampled_from(_texts()))
    source = whole[1:].decode("utf-8", errors="replace")
    rows = list(csv.reader(io.StringIO(source, newline="")))
    for _ in range(draw(st.integers(0, 2))):
        row = draw(st.sampled_from(rows))
        kind = draw(st.sampled_from(("cell", "cell", "cell", "longer", "shorter", "again")))
        if kind == "cell" and row:
            row[draw(st.integers(0, len(row) - 1))] = draw(st.sampled_from(_WRITABLE) | st.text())
        elif kind == "longer":
            row.extend(draw(st.lists(st.sampled_from(_WRITABLE), max_size=3)))
        elif kind == "shorter":
            del row[draw(st.integers(0, len(row))) :]
        else:
            rows.append(list(row))
    above = [
        [draw(st.sampled_from(_WRITABLE))] for _ in range(draw(st.sampled_from((0, 0, 0, 0, 0, 1))))
    ]
    text = io.StringIO(newline="")
    delimiter = draw(st.sampled_from((",", ",", ",", ",", ";", "\t")))
    end = draw(st.sampled_from(("\r\n", "\n", "\r")))
    csv.writer(text, delimiter=delimiter, lineterminator=end).writerows([*above, *rows])
    content = text.getvalue().encode(
        draw(st.sampled_from(("utf-8",) * 4 + ENCODINGS)), errors="replace"
    )
    if draw(st.integers(0, 7)) == 7:
        content = content[: draw(st.integers(0, len(content)))]
    if draw(st.integers(0, 7)) == 7:
        return draw(st.sampled_from(range(len(readers.NAMES)))).to_bytes() + content
    return whole[:1] + content


@st.composite
def damaged_parts(draw: st.DrawFn) -> tuple[str, bytes]:
    """A part of the shipped workbook with some changes, and its name."""
    parts = packages.template_parts()
    name = draw(st.sampled_from(sorted(name for name in parts if name.endswith((".xml", ".rels")))))
    text = b"\0" + parts[name]
    return name, mutated(text, len(text) * 2, draw(st.integers(0, 2**32)))[1:]


def _of_template(drawn: tuple[str, bytes]) -> None:
    name, content = drawn
    packed = packages.zipped({**packages.template_parts(), name: content})
    packages.check(readers.put_alone("damaged.xlsx", packed))


STRUCTURED: Final[dict[str, tuple[st.SearchStrategy[Drawn], Callable[..., None], int]]] = {
    "Extracts with slips in cells, rows, letters and line ends": (
        saved_texts(), readers.extracts, 4_000),
    "The shipped workbook with a damaged part, through safer check": (
        damaged_parts(), _of_template, 200),
    "Random edits of random sheets": (
        st.binary(min_size=40, max_size=500), splices.splice, 60_000),
    "Random cells in the analysts' and the published tables": (
        st.binary(min_size=8, max_size=200), tables.entries, 4_000),
    "Random arguments of functions": (
        st.binary(min_size=4, max_size=200), arguments.functions, 20_000),
}  # fmt: skip
"""What is made, what takes it, and how many of them a whole run tries."""
