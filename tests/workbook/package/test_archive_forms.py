"""Archives with folders, other endings and every spelling of a declaration."""

from __future__ import annotations

import io
import os
import re
import zipfile
from typing import TYPE_CHECKING

import pytest

from workbook.package.archive import Archive, resolved_target
from workbook.package.file_state import FileState, file_state, read_with_state
from workbook.package.replace_file import replace_file
from workbook.package.writer_lock import hidden
from workbook.package.zip_entry import Entry
from xlsrc.domain.errors import WorkbookError

if TYPE_CHECKING:
    from pathlib import Path


def _zip(*entries: tuple[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        for name, content in entries:
            file.writestr(name, content)
    return packed.getvalue()


def _archive(**parts: bytes) -> Archive:
    return Archive("d.xlsx", {name: Entry.of(name, content) for name, content in parts.items()})


def test_folders_of_a_zip_are_no_parts() -> None:
    archive = Archive.of(_zip(("xl/", b""), ("xl/a.XML", b"<a/>"), ("b.bin", b"x")), source="d")
    assert archive.names == ("xl/a.XML", "b.bin")
    assert archive.part_name("XL/A.xml") == "xl/a.XML"
    assert archive.part_name("xl/") is None
    assert (archive.source, archive.content("b.bin"), archive.text("xl/a.XML")) == (
        "d", b"x", "<a/>",
    )  # fmt: skip


@pytest.mark.parametrize("name", ["a.xml", "A.XML", "b.rels", "b.Rels", "c.vml", "C.VML"])
def test_a_dtd_is_refused_in_every_kind_of_xml(name: str) -> None:
    dtd = b"<!DOCTYPE a><a/>"
    with pytest.raises(WorkbookError) as refused:
        Archive.of(_zip(("ok.xml", b"<a/>"), (name, dtd)), source="d.xlsx")
    assert str(refused.value) == f"d.xlsx is not a workbook to trust: {name} declares a DTD."
    assert Archive.of(_zip((name + ".bin", dtd)), source="d.xlsx").content(name + ".bin") == dtd


@pytest.mark.parametrize(
    ("declaration", "encoding", "now"),
    [
        ("", "utf-8", ""),
        ('<?xml version="1.0"?>', "utf-8", '<?xml version="1.0"?>'),
        ('<?xml encoding = "utf-8"?>', "utf-8", '<?xml encoding = "utf-8"?>'),
        ("<?xml encoding='US-ASCII'?>", "us-ascii", "<?xml encoding='US-ASCII'?>"),
        ("<?xml encoding='iso-8859-1'?>", "latin-1", "<?xml encoding='UTF-8'?>"),
        (
            '<?xml version="1.0" encoding="WINDOWS-1252" standalone="yes"?>',
            "cp1252",
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
        ),
        ('<?xml encoding="UTF-16"?>', "utf-16-le", '<?xml encoding="UTF-8"?>'),
        ('<?xml encoding="UTF-16"?>', "utf-16-be", '<?xml encoding="UTF-8"?>'),
        ('<?xml encoding="UTF-16"?>', "utf-16", '<?xml encoding="UTF-8"?>'),
    ],
)
def test_letters_are_read_as_the_declaration_says(
    declaration: str, encoding: str, now: str
) -> None:
    said = "€ é" if encoding in {"cp1252", "utf-8"} or "16" in encoding else "é"
    body = "<a/>" if encoding == "us-ascii" else f'<a>{said} encoding="x"</a>'
    archive = _archive(a=(declaration + body).encode(encoding))
    assert archive.text("a") == now + body
    if encoding == "utf-8":
        marked = _archive(a=b"\xef\xbb\xbf" + (declaration + body).encode())
        assert marked.text("a").removeprefix("\ufeff") == now + body


def test_letters_that_are_none_are_said() -> None:
    for content, why in (
        (b"<a>\xff</a>", "'utf-8' codec can't decode byte 0xff in position 3"),
        (b"<?xml encoding='us-ascii'?><a>\xe9</a>", "'ascii' codec can't decode byte 0xe9"),
        (b"<?xml encoding='utf-7'?><a/>", "it names the encoding utf-7"),
        (b"\xff\xfe<\0a", "'utf-16-le' codec can't decode byte 0x61"),
    ):
        with pytest.raises(WorkbookError) as refused:
            _archive(a=content).text("a")
        start = f"d.xlsx has a part in letters that cannot be read (a: {why}"
        assert str(refused.value).startswith(start)
        assert str(refused.value).endswith("); save it in Excel first.")
    with pytest.raises(WorkbookError) as refused:
        _archive(a=b"<a b='1'></c>").text("a")
    assert str(refused.value) == (
        "d.xlsx is damaged: a is not XML (mismatched tag: line 1, column 11); restore a copy."
    )


def test_the_letters_of_a_part_are_kept_until_they_are_forgotten() -> None:
    archive = _archive(a="<a>é</a>".encode(), b=b"<b/>")
    first, other = archive.text("a"), archive.text("b")
    assert archive.text("a") is first
    archive.forget("a")
    archive.forget("c")
    assert archive.text("a") == first
    assert archive.text("a") is not first
    assert archive.text("b") is other


def test_a_file_is_read_with_its_state_and_named_without_its_folder(tmp_path: Path) -> None:
    path = tmp_path / "d.xlsx"
    path.write_bytes(_zip(("a.xml", b"<a/>")))
    archive = Archive.read(path)
    assert (archive.source, archive.state) == ("d.xlsx", file_state(path))
    state = FileState.of(path.read_bytes(), path.stat().st_mtime_ns)
    assert read_with_state(path) == (path.read_bytes(), state)
    assert FileState.of(b"abc") == FileState(
        size=3,
        changed=0,
        digest="ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    )
    with pytest.raises(WorkbookError) as refused:
        Archive.read(tmp_path / "e.xlsx")
    assert str(refused.value) == (
        f"There is no workbook {tmp_path / 'e.xlsx'}; check the name, or make one with "
        "`safer build`."
    )
    with pytest.raises(WorkbookError) as refused:
        Archive.read(tmp_path)
    assert str(refused.value) == (
        f"{tmp_path} cannot be read (Is a directory); check its name, close it elsewhere and "
        "try again."
    )
    path.write_bytes(b"PK")
    with pytest.raises(WorkbookError) as refused:
        Archive.read(path)
    assert str(refused.value) == (
        "d.xlsx is damaged: its zip directory cannot be read (File is not a zip file)."
    )


def test_parts_that_lie_alike_or_only_hold_alike() -> None:
    one, other = _archive(a=b"x", b=b"y"), _archive(c=b"x", d=b"z")
    assert (one.holds_as("a", other, "c"), one.holds_as("b", other, "d")) == (True, False)
    for mine, its, lacking in (("z", "c", "z"), ("a", "y", "y")):
        with pytest.raises(WorkbookError, match=f"^d.xlsx lacks its part {lacking};"):
            one.holds_as(mine, other, its)


@pytest.mark.parametrize(
    ("source", "target", "wanted"),
    [
        ("xl/a/b.xml", "c.xml", "xl/a/c.xml"),
        ("xl/a/b.xml", "./../c.xml", "xl/c.xml"),
        ("xl/a/b.xml", "//x//c.xml", "x/c.xml"),
        ("b.xml", "../c.xml", "../c.xml"),
        ("a/b.xml", "/X/c.xml", "X/c.xml"),
        ("a/b.xml", "X/c.xml", "a/X/c.xml"),
    ],
)
def test_what_a_target_means(source: str, target: str, wanted: str) -> None:
    assert resolved_target(source, target) == wanted


def test_what_lies_beside_a_file_while_it_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "d.xlsx"
    target.write_bytes(b"old")
    seen: set[str] = set()
    flush = os.fsync

    def flushed(descriptor: int) -> None:
        seen.update(path.name for path in tmp_path.iterdir())
        flush(descriptor)

    monkeypatch.setattr(os, "fsync", flushed)
    replace_file(target, b"new")
    beside = hidden(target)
    assert re.fullmatch(r"\.safer-[0-9a-f]{16}", beside)
    assert hidden(tmp_path / "D.XLSX") == beside != hidden(tmp_path / "e.xlsx")
    lying = sorted(name.removeprefix(beside) for name in seen if name.startswith(beside))
    assert [re.sub("[0-9a-f]{16}", "#", name) for name in lying] == ["-#.tmp", "-#.tmp", ".lock"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["d.xlsx", "d.xlsx.bak"]


def test_what_a_function_makes_of_a_part_is_made_once() -> None:
    archive = Archive("A.xlsx", {name: Entry.of(name, name.encode()) for name in "ab"})
    asked: list[str] = []

    def letters(of: Archive, name: str) -> str:
        asked.append(name)
        return of.text(name)

    def length(of: Archive, name: str) -> int:
        return len(letters(of, name))

    assert [archive.once(name, letters) for name in "abab"] == ["a", "b", "a", "b"]
    assert asked == ["a", "b"]
    assert archive.once("a", length) == 1
