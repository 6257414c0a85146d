from __future__ import annotations

import io
import re
import warnings
import zipfile
from types import SimpleNamespace
from typing import TYPE_CHECKING

import olefile
import pytest

from tests.support.libreoffice import needs_libreoffice
from tests.support.libreoffice_basic import answer_of, imported_modules
from tests.support.ooxml import OFFICE_VERSIONS, needs_validator, schema_errors
from tests.support.udf_server import functions_on_windows
from tests.workbook.excel.addin.conftest import LONG
from workbook.excel.addin.compression import compressed
from workbook.excel.addin.package import addin
from workbook.excel.addin.project import Kind
from workbook.excel.addin.sources import modules, xlwings_module
from workbook.excel.addin.wrappers import NOT_ON_A_MAC
from workbook.excel.functions import EXCEL_FUNCTIONS

with warnings.catch_warnings():
    # oletools calls its parser by older names.
    warnings.simplefilter("ignore", DeprecationWarning)
    from oletools.olevba import VBA_Parser, decompress_stream

if TYPE_CHECKING:
    from pathlib import Path

ALL = (*modules(), LONG)


def vba_project(path: Path) -> bytes:
    with zipfile.ZipFile(path) as package:
        return package.read("xl/vbaProject.bin")


def test_two_builds_are_the_same_bytes() -> None:
    assert addin() == addin()


def test_the_project_is_a_sound_compound_file(built: Path) -> None:
    with olefile.OleFileIO(
        io.BytesIO(vba_project(built)), raise_defects=olefile.DEFECT_POTENTIAL
    ) as found:
        streams = found.listdir()

    assert sorted(streams) == sorted(
        [["PROJECT"], ["PROJECTwm"], ["VBA", "_VBA_PROJECT"], ["VBA", "dir"]]
        + [["VBA", module.name] for module in ALL]
    )


def test_oletools_reads_exactly_our_sources(built: Path) -> None:
    parser = VBA_Parser(str(built))
    try:
        read = {stream: code for _, stream, _, code in parser.extract_all_macros()}
    finally:
        parser.close()

    assert read == {f"VBA/{module.name}": module.text for module in ALL}


def test_one_of_the_modules_is_longer_than_64_kb() -> None:
    assert len(LONG.text) > 64 * 1024


@pytest.mark.parametrize(
    "source",
    [b"", b"a", b"aaa", b"#aaabcdefaaaaghijaaaaaklaaamnopqaaaaaaaaaaaarstuvwxyzaaa", b"ab" * 5000,
     bytes(range(256)) * 40],
    ids=len,
)  # fmt: skip
def test_what_is_compressed_reads_back(source: bytes) -> None:
    # The third is the example of MS-OVBA 3.2.2.
    assert bytes(decompress_stream(bytearray(compressed(source))))[: len(source)] == source


def test_the_documented_example_is_compressed_as_documented() -> None:
    # MS-OVBA 3.2.3, maximum compression.
    assert compressed(b"a" * 73) == bytes.fromhex("0103B0026145 00".replace(" ", ""))


@pytest.mark.slow
@needs_libreoffice
def test_libreoffice_imports_every_module_with_its_type(built: Path, tmp_path: Path) -> None:
    names = {Kind.PROCEDURES: "normal", Kind.CLASS: "class"}

    found = imported_modules(built, tmp_path)

    assert {name: kind for name, (kind, _) in found.items()} == {
        module.name: names.get(module.kind, "document") for module in ALL
    }


@pytest.mark.slow
@needs_libreoffice
def test_libreoffice_runs_a_function_of_it(built: Path, tmp_path: Path) -> None:
    answer = answer_of(built, "SaferCommunities.Callbacks.ActionOf", "SC_What_Changed", tmp_path)

    assert answer == "what_changed"


@pytest.mark.slow
@needs_validator
@pytest.mark.parametrize("version", OFFICE_VERSIONS)
def test_microsofts_validator_passes_the_package_with_its_ribbon(built: Path, version: str) -> None:
    assert schema_errors(built, version) == []


@pytest.mark.slow
@needs_libreoffice
def test_libreoffice_writes_a_name_as_numbers(built: Path, tmp_path: Path) -> None:
    name = "A=B;'%PATH%' ^! (é−ő) $x|y.xlsx"

    answer = answer_of(built, "SaferCommunities.Callbacks.Encoded", name, tmp_path)

    assert bytes.fromhex(answer).decode("utf-16-be") == name


def test_no_name_of_a_file_and_no_folder_is_handed_to_a_shell() -> None:
    lines = [line.strip() for line in xlwings_module().splitlines()]

    assert [line for line in lines if "ActiveWorkbook.Name" in line] == [
        'ParameterString = ParameterString + "|" + Encoded(ActiveWorkbook.Name)',
        '" --wb=" & Encoded(ActiveWorkbook.Name) & " --app=" & Chr(34) & _',
    ]
    assert [line for line in lines if ".FullName" in line and "PYTHONPATH" in line] == []


def test_python_is_started_without_its_variables_and_the_current_folder() -> None:
    code = xlwings_module()

    assert len(re.findall(r'" -E -P -B -c ""|PythonInterpreter \+ " -E -P"', code)) == 3
    assert "prepare_sys_path" not in code


def test_the_wizards_texts_wait_for_a_workbook_that_is_active() -> None:
    sources = {module.name: module.source for module in ALL}

    assert "DescribeFunctions" not in sources["ThisWorkbook"]
    assert re.search(
        r"Sub App_WorkbookActivate\(ByVal Wb As Workbook\)\n    DescribeOnce\n",
        sources["AppEvents"],
    )
    assert re.search(
        r"ActiveWorkbook Is Nothing Then Exit Sub\n    isDone = True\n    DescribeFunctions",
        sources["Callbacks"],
    )


def test_on_a_mac_every_function_is_a_sentence() -> None:
    functions = next(module.source for module in ALL if module.name == "Functions")

    parts = functions.split("\n\n")
    assert len(parts) == len(EXCEL_FUNCTIONS)
    for part, function in zip(parts, EXCEL_FUNCTIONS, strict=True):
        head, mac, other, end = re.split(r"\n#If Mac Then\n|\n#Else\n|\n#End If\n", part)
        assert (mac.strip(), end) == (f'{function.name} = "{NOT_ON_A_MAC}"', "End Function")
        assert "CallUDF" in other
        assert "CallUDF" not in head


def test_nothing_of_xlwings_paid_part_is_in_the_addin() -> None:
    assert "xlwings.pro" not in xlwings_module()


def test_no_workbook_says_which_program_the_addin_starts() -> None:
    read = re.search(
        r"^Function GetConfig\(.*?^End Function", xlwings_module(), re.DOTALL | re.MULTILINE
    )

    assert read is not None
    assert re.findall(
        r"GetConfigFromSheet|GetDirectoryConfigFilePath|GetConfigFilePath", read[0]
    ) == [
        "GetConfigFilePath",
        "GetConfigFilePath",
    ]


def test_no_line_is_longer_than_vba_takes() -> None:
    assert max(len(line) for module in ALL for line in module.text.splitlines()) < 1023


def test_no_statement_has_more_continued_lines_than_vba_takes() -> None:
    runs = [
        run.count("\n")
        for module in ALL
        for run in re.findall(r"(?:^.* _\r\n)+", module.text, re.MULTILINE)
    ]

    assert max(runs) <= 24


def without_layout(vba: str) -> list[str]:
    """Statements without what only tells hosts other than Excel apart."""
    kept = vba.split("#Else")
    lines = [line.strip() for part in kept for line in part.splitlines()]
    return [line for line in lines if line and not line.startswith("#")]


def test_the_wrappers_call_python_as_xlwings_own_do(monkeypatch: pytest.MonkeyPatch) -> None:
    udfs, made = functions_on_windows(monkeypatch)
    ours = next(module.source for module in ALL if module.name == "Functions")
    written = io.StringIO()
    udfs.generate_vba_wrapper(
        "workbook.excel.functions", made, written, SimpleNamespace(Name="SaferCommunities.xlam")
    )
    theirs = [line for line in without_layout(written.getvalue()) if ".CallUDF(" in line]

    assert set(theirs) >= {line for line in without_layout(ours) if ".CallUDF(" in line}
