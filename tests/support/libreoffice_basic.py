"""LibreOffice as a second opinion on VBA: what it imports, and what a function of it gives."""

from __future__ import annotations

import re
import subprocess
import zipfile
from typing import TYPE_CHECKING, Final

from tests.support.libreoffice import PROGRAM, TIMEOUT_SECONDS

if TYPE_CHECKING:
    from pathlib import Path

FILTER: Final = "Calc MS Excel 2007 VBA XML"
_LIBRARIES: Final = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:libraries PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "libraries.dtd">
<library:libraries xmlns:library="http://openoffice.org/2000/library"
 xmlns:xlink="http://www.w3.org/1999/xlink"><library:library library:name="Standard"
 xlink:href="$(USER)/basic/Standard/script.xlb/" xlink:type="simple" library:link="false"/>
</library:libraries>
"""
_LIBRARY: Final = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard"
 library:readonly="false" library:passwordprotected="false"><library:element
 library:name="Ask"/></library:library>
"""
_MODULE: Final = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Ask"
 script:language="StarBasic">
Sub Main
    Dim file As Integer
    On Error Goto Failed
    Dim options(2) As New com.sun.star.beans.PropertyValue
    options(0).Name = "Hidden"
    options(0).Value = True
    options(1).Name = "MacroExecutionMode"
    options(1).Value = 4
    options(2).Name = "FilterName"
    options(2).Value = "{filter}"
    Dim book As Object, script As Object, answer As Variant
    book = StarDesktop.loadComponentFromURL("{book}", "_blank", 0, options())
    script = book.getScriptProvider().getScript( _
        "vnd.sun.star.script:{function}?language=Basic&amp;location=document")
    answer = script.invoke(Array("{argument}"), Array(), Array())
    file = FreeFile
    Open "{answer}" For Output As #file
    Print #file, answer
    Close #file
    book.close(True)
    Exit Sub
Failed:
    file = FreeFile
    Open "{answer}" For Output As #file
    Print #file, Error$
    Close #file
End Sub
</script:module>
"""
_NAMED: Final = re.compile(r'script:name="([^"]+)"')
_TYPED: Final = re.compile(r'script:moduleType="([^"]+)"')


def _run(folder: Path, *arguments: str) -> None:
    profile = (folder / "profile").resolve().as_uri()
    subprocess.run(
        [str(PROGRAM), f"-env:UserInstallation={profile}", "--headless", *arguments],
        capture_output=True,
        check=True,
        timeout=TIMEOUT_SECONDS,
    )


def imported_modules(path: Path, folder: Path) -> dict[str, tuple[str, str]]:
    """Each VBA module that LibreOffice imports: its type and its source, by its name."""
    _run(folder, f"--infilter={FILTER}", "--convert-to", "ods", "--outdir", str(folder), str(path))
    with zipfile.ZipFile(folder / f"{path.stem}.ods") as archive:
        texts = [
            archive.read(name).decode()
            for name in archive.namelist()
            if name.startswith("Basic/") and not name.endswith(("-lc.xml", "-lb.xml"))
        ]
    found = {}
    for text in texts:
        named, typed = _NAMED.search(text), _TYPED.search(text)
        if named and typed:
            found[named[1]] = (typed[1], text)
    return found


def answer_of(path: Path, function: str, argument: str, folder: Path) -> str:
    """What a function ``Project.Module.Name`` of the workbook gives for one text."""
    # A first start lays the profile out, over anything that was there.
    _run(folder, "--terminate_after_init")
    library = folder / "profile" / "user" / "basic"
    (library / "Standard").mkdir(parents=True, exist_ok=True)
    (library / "script.xlc").write_text(_LIBRARIES, encoding="utf-8")
    (library / "Standard" / "script.xlb").write_text(_LIBRARY, encoding="utf-8")
    answer = folder / "answer.txt"
    module = (
        _MODULE.replace("{book}", path.resolve().as_uri())
        .replace("{function}", function)
        .replace("{filter}", FILTER)
        .replace("{argument}", argument)
        .replace("{answer}", str(answer))
    )
    (library / "Standard" / "Ask.xba").write_text(module, encoding="utf-8")
    _run(folder, "macro:///Standard.Ask.Main")
    return answer.read_text(encoding="utf-8").strip()
