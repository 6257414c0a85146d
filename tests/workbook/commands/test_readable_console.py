"""What a console obeys comes out of no text that is printed."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

from workbook.commands.console import print_anything

if TYPE_CHECKING:
    import pytest


def test_characters_that_a_console_obeys_are_question_marks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    printed = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(printed, encoding="utf-8", newline="\n"))
    monkeypatch.setattr(sys, "stderr", io.TextIOWrapper(io.BytesIO(), encoding="utf-8"))

    print_anything()
    sys.stdout.write("a\x00b\x1b[31mc\x7fd\x9b31me\u202ef\u2066g\th é\n")
    sys.stdout.flush()

    assert printed.getvalue().decode() == "a?b?[31mc?d?31me?f?g\th é\n"
