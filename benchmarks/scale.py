"""At any size: the country's files as counts, the growth of the shared work, and a fleet.

``python -m benchmarks.scale FOLDER`` measures on the files of a folder (see ``national_files``);
without one each part makes small ones of its own.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from benchmarks import fleet, growth, national_counts


def main(arguments: list[str] | None = None) -> None:
    """Measure one part after the other."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?")
    # None would be the command line of whoever asks for every measurement.
    asked = parser.parse_args([] if arguments is None else arguments)
    national_counts.main([] if asked.folder is None else [str(asked.folder)])
    print()
    growth.main([])
    print()
    fleet.main(fleet.FEW if asked.folder is None else fleet.AREAS)


if __name__ == "__main__":
    main(sys.argv[1:])
