"""What a proof counted, and where the last counts lie."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

from proofs import PROOFS

if TYPE_CHECKING:
    from collections.abc import Sequence

PROJECT: Final = Path(__file__).resolve().parents[1]
PAPER: Final = PROJECT / "docs" / "reliability.md"
KEPT: Final = PROJECT / "docs" / "reliability"
"""The counts of each proof's last whole run; the paper's table is made of them."""
BEGINS: Final = "<!-- counts: made by `make prove` -->"
ENDS: Final = "<!-- end of counts -->"


@dataclass(frozen=True)
class Count:
    """One thing that was tried: how many times, how often it failed, and what else was counted."""

    tried: str
    number: int
    failed: int = 0
    found: str = ""


@dataclass(frozen=True)
class Run:
    """The last run of one proof."""

    proof: str
    day: str
    minutes: float
    counts: Sequence[Count]
    of: str = ""
    """The digest of the files that it ran on; '' where they changed meanwhile, or of a part."""

    @property
    def command(self) -> str:
        """What makes these counts again."""
        return f"make prove PROOFS={self.proof}"

    @property
    def failed(self) -> int:
        """How many tries failed."""
        return sum(count.failed for count in self.counts)

    def write(self, folder: Path) -> None:
        """Keep it; at one place for each proof."""
        folder.mkdir(parents=True, exist_ok=True)
        text = json.dumps(asdict(self), indent=1, ensure_ascii=False)
        (folder / f"{self.proof}.json").write_text(text + "\n", encoding="utf-8")

    @classmethod
    def read(cls, file: Path) -> Self:
        """One that `write` kept."""
        kept = json.loads(file.read_text(encoding="utf-8"))
        return cls(**kept | {"counts": [Count(**count) for count in kept["counts"]]})


def last_runs(folder: Path = KEPT) -> list[Run]:
    """The last run of each proof that ever ran whole, in the order of the table."""
    files = [folder / f"{name}.json" for name in PROOFS]
    return [Run.read(file) for file in files if file.exists()]


def keep(run: Run, folder: Path = KEPT, paper: Path = PAPER) -> None:
    """Put a run in the place of its proof's last one, and make the paper's table again."""
    run.write(folder)
    text = with_table(paper.read_text(encoding="utf-8"), last_runs(folder))
    paper.write_text(text, encoding="utf-8")


def table(runs: Sequence[Run]) -> str:
    """The runs as a Markdown table, a line a count; the command stands with a proof's first."""
    lines = ["| tried | how many | failed | counted besides | command | last run |"]
    lines += ["| --- | ---: | ---: | --- | --- | --- |"]
    for run in runs:
        last = f"{run.day}, {run.minutes:,.0f} min"
        for index, count in enumerate(run.counts):
            whence = f"`{run.command}` | {last}" if index == 0 else " | "
            tried = f"{count.tried} | {count.number:,} | {count.failed:,} | {count.found}"
            lines.append(f"| {tried} | {whence} |")
    return "\n".join(lines)


def with_table(paper: str, runs: Sequence[Run]) -> str:
    """The paper with this table in its place."""
    before, _, rest = paper.partition(BEGINS)
    _, _, after = rest.partition(ENDS)
    return f"{before}{BEGINS}\n\n{table(runs)}\n\n{ENDS}{after}"
