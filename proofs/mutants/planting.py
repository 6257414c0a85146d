"""The mutants of a source file: mutmut's operators, on every line that decides something.

mutmut itself leaves out constants of a module, decorated functions and class bodies, where
thresholds stand; so only its operators are used, and `trying` plants what they make. Left out are
what no test can or should see: annotations, decorators, imports, texts of several words (their
wording is no fault), a text's upper and lower case, `strict=` of a zip, `encoding=`.
"""

from __future__ import annotations

import ast
import hashlib
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Final

import libcst as cst
from libcst.metadata import ByteSpanPositionProvider, MetadataWrapper
from mutmut.mutation.mutators import mutation_operators

from proofs.count import PROJECT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

NEVER: Final = (cst.Annotation, cst.Decorator, cst.Import, cst.ImportFrom, cst.AssignTarget)
GUARDS: Final = ("strict", "encoding")
"""Arguments of calls that guard against another system or a programmer's slip."""
OF_TYPES: Final = ("cast", "TypeVar", "isinstance", "len")


@dataclass(frozen=True)
class Mutant:
    """One fault: the file, where it begins, whose function it is in, and both texts."""

    file: str
    line: int
    last: int
    function: str
    before: str
    after: str
    lies: tuple[int, int]

    @property
    def code(self) -> str:
        """The whole file with the fault in it."""
        source, (first, last) = (PROJECT / self.file).read_bytes(), self.lies
        return (source[:first] + self.after.encode() + source[last:]).decode()

    @property
    def name(self) -> str:
        """What it is called in survivors.md: without its line, which moves with other lines."""
        return f"{self.file} {self.function}: {self._change()}"

    @property
    def of_module(self) -> bool:
        """Whether it stands outside every function: what is run when the module is imported."""
        return not self.function

    def said(self) -> str:
        """Its place and its lines before and after, as a patch shows them."""
        before, after = self._changed()
        lines = [f"-    {line}" for line in before] + [f"+    {line}" for line in after]
        return "\n".join([f"{self.file}:{self.line} {self.function}", *lines])

    def _change(self) -> str:
        before, after = (" ".join(" ".join(lines).split()) for lines in self._changed())
        return f"`{before}` → `{after}`"

    def _changed(self) -> tuple[list[str], list[str]]:
        """The lines before and after, without their margins and without those that are the same."""
        was, now = ([line.strip() for line in t.splitlines()] for t in (self.before, self.after))
        while was and now and was[0] == now[0]:
            was, now = was[1:], now[1:]
        while was and now and was[-1] == now[-1]:
            was, now = was[:-1], now[:-1]
        return was, now


def sampled(files: Sequence[str], number: int, seed: str) -> list[Mutant]:
    """So many of the mutants of the files, or all; the same ones while their texts are the same."""
    every = [mutant for file in files for mutant in mutants(file)]
    by_lot = sorted(every, key=lambda mutant: _lot(mutant, seed))
    return list(islice((mutant for mutant in by_lot if _is_python(mutant.code)), number))


@cache
def mutants(file: str) -> list[Mutant]:
    """All mutants of a file, each once; in the order of their lines."""
    source = (PROJECT / file).read_bytes()
    wrapper = MetadataWrapper(cst.parse_module(source), unsafe_skip_copy=True)
    visitor = _Visitor()
    wrapper.visit(visitor)
    spans = wrapper.resolve(ByteSpanPositionProvider)
    found: dict[tuple[int, int, str], Mutant] = {}
    for node, new, function in visitor.found:
        begin, end = spans[node].start, spans[node].start + spans[node].length
        planted = wrapper.module.code_for_node(new)
        # A fault may stand beside its whole node: both texts are cut to whole lines.
        first, last = source.rfind(b"\n", 0, begin) + 1, source.find(b"\n", end)
        before = source[first:last].decode()
        after = (source[first:begin] + planted.encode() + source[end:last]).decode()
        line = source.count(b"\n", 0, begin) + 1
        span = (line, line + source.count(b"\n", begin, end))
        if after != before:
            mutant = Mutant(file, *span, function, before, after, (first, last))
            found.setdefault((first, last, after), mutant)
    return sorted(found.values(), key=lambda mutant: mutant.line)


def _is_python(code: str) -> bool:
    """Whether a changed text can be read at all: what cannot is no fault that anybody makes."""
    try:
        ast.parse(code)
    except SyntaxError:
        return False
    return True


def _lot(mutant: Mutant, seed: str) -> str:
    return hashlib.sha256(f"{seed} {mutant.name}".encode()).hexdigest()


class _Visitor(cst.CSTVisitor):
    """Every node with what stands in its place, and the name of the function around it."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[cst.CSTNode, cst.CSTNode, str]] = []
        self.around: list[str] = []
        self.functions = 0

    def on_visit(self, node: cst.CSTNode) -> bool:
        if isinstance(node, NEVER) or _guards(node) or _for_types(node):
            return False
        if isinstance(node, cst.FunctionDef | cst.ClassDef):
            self.around.append(node.name.value)
            self.functions += isinstance(node, cst.FunctionDef)
        function = ".".join(self.around) if self.functions else ""
        self.found += [(node, new, function) for new in _changes(node)]
        return True

    def on_leave(self, original_node: cst.CSTNode) -> None:
        if isinstance(original_node, cst.FunctionDef | cst.ClassDef):
            self.around.pop()
            self.functions -= isinstance(original_node, cst.FunctionDef)


def _changes(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    for kind, operator in mutation_operators:
        if not isinstance(node, kind) or isinstance(node, cst.Match):
            continue
        news: Iterable[cst.CSTNode] = operator(node)
        if isinstance(node, cst.SimpleString):
            news = [] if " " in node.value else list(news)[:1]
        if isinstance(node, cst.Call):
            news = (new for new in news if _other_than_guards(node, new))
        yield from news


def _guards(node: cst.CSTNode) -> bool:
    return isinstance(node, cst.Arg) and node.keyword is not None and node.keyword.value in GUARDS


def _other_than_guards(call: cst.Call, new: cst.CSTNode) -> bool:
    """Whether a changed call keeps its guards: one that lost or emptied them is left out."""
    kept = [arg for arg in call.args if _guards(arg)]
    return not isinstance(new, cst.Call) or all(any(arg is a for a in new.args) for arg in kept)


def _for_types(node: cst.CSTNode) -> bool:
    """Whether this is read by type checkers alone, or mutmut leaves it for its own reasons."""
    if isinstance(node, cst.If):
        return isinstance(node.test, cst.Name) and node.test.value == "TYPE_CHECKING"
    return (
        isinstance(node, cst.Call)
        and isinstance(node.func, cst.Name)
        and node.func.value in OF_TYPES
    )
