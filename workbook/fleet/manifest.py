"""What the runs before made of what: kept beside their workbooks, so that nothing is done twice."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from workbook.fleet.report import Row, State

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping

MANIFEST: Final = "fleet.json"
VERSION: Final = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What an area's workbook was made of, and what it was when it was put.

    ``inputs`` are the digest of all that is the same for every area, ``workbook`` that of the
    workbook that was refreshed ('' for a new one), ``digest`` that of the one made, ``size`` and
    ``tag`` how the folder or store lists it. Made on the day ``on``; after each of the days
    ``ends`` the same inputs give another.
    """

    row: Row
    inputs: str
    workbook: str
    digest: str
    size: int
    tag: str | None
    on: str
    ends: tuple[str, ...]

    def is_of(self, inputs: str, today: datetime.date) -> bool:
        """Whether the same inputs would give the same on a day."""
        day = today.isoformat()
        passed = [one for one in self.ends if min(day, self.on) <= one < max(day, self.on)]
        return self.inputs == inputs and not passed


@dataclass(slots=True, kw_only=True)
class Manifest:
    """What is known of an output folder.

    ``entries`` are by the areas' codes. Of ``inputs`` alone, all that was the same for every area:
    ``owners`` are the codes of the areas that workbooks' Settings name, by the digest of their
    bytes; ``asked`` the areas that were asked for, by the digest of the question: the name, and
    the code or what is wrong with it.
    """

    entries: dict[str, Entry] = field(default_factory=dict)
    inputs: str = ""
    owners: dict[str, str] = field(default_factory=dict)
    asked: dict[str, tuple[tuple[str, str, str], ...]] = field(default_factory=dict)

    def written(self) -> bytes:
        """The manifest as the file that `read` reads."""
        whole = {
            "version": VERSION,
            "entries": {code: dataclasses.asdict(one) for code, one in self.entries.items()},
            "inputs": self.inputs,
            "owners": self.owners,
            "asked": self.asked,
        }
        return json.dumps(whole, ensure_ascii=False, indent=1).encode()


def read(content: bytes | None) -> Manifest:
    """The manifest of a file; an empty one where it is not there, damaged or of another version:
    then all is made again.
    """
    if content is None:
        return Manifest()
    try:
        whole = json.loads(content)
        if whole["version"] != VERSION:
            return Manifest()
        return Manifest(
            entries={code: _entry(one) for code, one in whole["entries"].items()},
            inputs=str(whole["inputs"]),
            owners={str(digest): str(code) for digest, code in whole["owners"].items()},
            asked={
                key: tuple((str(name), str(code), str(wrong)) for name, code, wrong in areas)
                for key, areas in whole["asked"].items()
            },
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return Manifest()


def _entry(fields: Mapping[str, Any]) -> Entry:
    row = dict(fields["row"])
    return Entry(
        **{
            **fields,
            "row": Row(**{**row, "state": State(row["state"])}),
            "ends": tuple(map(str, fields["ends"])),
        }
    )
