"""Which tests go through a line, and how long each takes: as measured, and kept while it holds."""

from __future__ import annotations

import ast
import hashlib
import json
import re
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from proofs.count import PROJECT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from proofs.mutants.places import Place
    from proofs.mutants.planting import Mutant

KEPT: Final = PROJECT / "out" / "mutants"
MOST_SECONDS: Final = 10.0
"""Of tests that a mutant is shown, the nearest first: who lives so long counts as survived."""


class Through:
    """Of a place: what each of its test files goes through."""

    def __init__(self, measured: Mapping[str, dict[str, Any]]) -> None:
        self.seconds: dict[str, float] = {}
        self.tests: dict[tuple[str, int], set[str]] = defaultdict(set)
        for of_file in measured.values():
            self.seconds |= of_file["seconds"]
        for of_file in measured.values():
            for source, lines in of_file["lines"].items():
                for line, contexts in lines.items():
                    for test in self._of(contexts, of_file["seconds"]):
                        self.tests[source, int(line)].add(test)

    def _of(self, contexts: Sequence[str], every: Mapping[str, float]) -> Iterator[str]:
        """The tests; of what a test is set up with, all of its file: they may share it."""
        for context in contexts:
            test, _, when = context.rpartition("|")
            yield from (every if when == "setup" else [test] if test in every else [])

    def batches(self, place: Place, mutant: Mutant) -> list[list[str]]:
        """The tests that may see a fault, by file, the nearest file first; as time allows."""
        by_file: dict[str, list[str]] = defaultdict(list)
        for test in self._tests(place, mutant):
            by_file[test.partition("::")[0]].append(test)
        stem = mutant.file.rpartition("/")[2].removesuffix(".py")

        def order(file: str) -> tuple[bool, float, str]:
            return f"test_{stem}." not in file, sum(map(self._took, by_file[file])), file

        left = MOST_SECONDS
        batches: list[list[str]] = []
        for file in sorted(by_file, key=order):
            fit = []
            for test in sorted(by_file[file], key=self._took):
                left -= self._took(test)
                if left >= 0 or not batches:
                    fit.append(test)
            batches += [fit] if fit else []
        return batches

    def limit(self, batches: Sequence[Sequence[str]]) -> float:
        """The seconds after which tests with a fault are taken to run without end."""
        return 30 + 5 * sum(self._took(test) for tests in batches for test in tests)

    def _took(self, test: str) -> float:
        return self.seconds[test] + 0.01

    def _tests(self, place: Place, mutant: Mutant) -> set[str]:
        if not mutant.of_module:
            span = range(mutant.line, mutant.last + 1)
            return set().union(*(self.tests.get((mutant.file, line), set()) for line in span))
        lines = list(_mentions(tuple(place.files()), mutant))
        named = set().union(*(self.tests.get(line, set()) for line in lines))
        of_file = (tests for (file, _), tests in self.tests.items() if file == mutant.file)
        return named or set().union(*of_file)


def _mentions(files: Sequence[str], mutant: Mutant) -> Iterator[tuple[str, int]]:
    """The lines that name what a mutant outside every function defines."""
    names = _names(mutant.file, mutant.line)
    for file in files if names else []:
        for number, line in enumerate(_lines(file), start=1):
            if names & set(re.findall(r"\w+", line)):
                yield file, number


@cache
def _lines(file: str) -> list[str]:
    return (PROJECT / file).read_text(encoding="utf-8").splitlines()


@cache
def _names(file: str, line: int) -> frozenset[str]:
    """What the statement of a module that spans a line gives names to."""
    for statement in ast.parse((PROJECT / file).read_text(encoding="utf-8")).body:
        if statement.lineno <= line <= (statement.end_lineno or statement.lineno):
            if isinstance(statement, ast.ClassDef):
                return frozenset([statement.name])
            nodes = ast.walk(statement)
            return frozenset(
                node.id
                for node in nodes
                if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
            )
    return frozenset()


def key(place: Place, test_file: str) -> str:
    """Of a test file as it is, over the product as it is."""
    digest = hashlib.sha256(f"{place.name} {_product()}".encode())
    digest.update((PROJECT / test_file).read_bytes())
    return digest.hexdigest()


@cache
def _product() -> str:
    digest = hashlib.sha256()
    for folder in ("xlsrc", "workbook", "tests/support"):
        for file in sorted((PROJECT / folder).rglob("*.py")):
            digest.update(file.read_bytes())
    return digest.hexdigest()


def kept(place: Place, test_file: str) -> dict[str, Any] | None:
    """What was measured before of just this, if it was."""
    file = KEPT / f"{key(place, test_file)}.json"
    return json.loads(file.read_text(encoding="utf-8")) if file.exists() else None


def keep(place: Place, test_file: str, measured: dict[str, Any]) -> None:
    """Keep it for the next run."""
    KEPT.mkdir(parents=True, exist_ok=True)
    (KEPT / f"{key(place, test_file)}.json").write_text(json.dumps(measured), encoding="utf-8")
