"""Texts that are more than words to the program that shows them."""

from __future__ import annotations

from typing import Final

MARK: Final = "zq7"
"""In every payload, by which it is found again."""

PLAIN: Final = f"plain words {MARK}"

PAYLOADS: Final = {
    "DDE": f"=cmd|'/c calc {MARK}'!A0",
    "DDE after a sign": f"@SUM(1+1)*cmd|' /C {MARK}'!A0",
    "a sum": f"+1+1{MARK}",
    "a difference": f"-2+3{MARK}",
    "a function": f"@SUM(A1:{MARK})",
    "a link by a formula": f'=HYPERLINK("http://127.0.0.1:9/{MARK}","x")',
    "a fetch": f'=WEBSERVICE("http://127.0.0.1:9/{MARK}")',
    "a formula after a tab": f"\t=1+1 {MARK}",
    "a formula after a return": f"\r=1+1 {MARK}",
    "a formula after a line": f"\n=1+1 {MARK}",
    "a formula after a line's code": f"%0A=1+1 {MARK}",
    "a full-width sign": f"\uff1d1+1 {MARK}",
    "a full-width plus": f"\uff0b1 {MARK}",
    "a script": f"<script>alert('{MARK}')</script>",
    "an attribute's end": f'"><img src=x onerror=alert("{MARK}")>',
    "an attribute's single end": f"'><svg onload=alert('{MARK}')>",
    "an address of code": f"javascript:alert('{MARK}')",
    "a template's words": f"{{{{ config.{MARK} }}}}{{% raw %}}",
    "an entity": f"&#61;1+1{MARK}&lt;script&gt;",
    "an escape of Excel's": f"_x003D_1+1{MARK}_x000D_",
    "the end of CDATA": f"]]><f>1+1</f><![CDATA[{MARK}",
    "an element's end": f"</t></is></c><c><f>{MARK}</f></c>",
    "a comment's end": f"--><a>{MARK}</a><!--",
    "letters from right to left": f"\u202e=1+1{MARK}\u202c\u2066",
    "control characters": f"\x00\x07\x08\x0b{MARK}\x7f\x85",
    "half a letter": f"{MARK}\ufffe\uffff",
    "a command": f"$(touch {MARK});`touch {MARK}`|x",
    "mark-up of a console": f"[link=http://127.0.0.1:9/{MARK}][red]x[/red]",
    "escapes of a console": f"\x1b[31m\x1b]8;;http://127.0.0.1:9/{MARK}\x07x\x9b31m",
    "codes of a footer": f'&[File]&A&"Arial"&K00FF00{MARK}&P',
    "a number's look": f'[Red]0.0;@"{MARK}";;',
    "a format of Python": f"{{0.__class__}}%s%n{MARK}",
}  # fmt: skip
"""By what they are; each is put through every door."""
