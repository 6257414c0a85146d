"""Is what is promised kept under attack? Long runs, each with its counts: `make prove`."""

from typing import Final

PROOFS: Final = {
    "kills": "Commands that are killed at any moment",
    "faults": "A fault of the disk at every system call of a save",
    "writers": "Two that write at once",
    "damages": "Damaged extracts and returns",
    "people": "What people do to a workbook",
    "packages": "Hostile files",
    "injection": "Formulas and mark-up through every door",
    "features": "Workbooks with random features of Excel",
    "filters": "Both surfaces, under random filters and sorting",
    "reproduced": "Figures of published workbooks, worked out again",
    "secrets": "Names, paths and passwords",
    "fuzz": "Random bytes and texts, led by coverage",
    "coverage": "Lines and branches that the tests go through",
    "mutants": "Faults planted in the code, for the tests to find",
}
"""The proofs by the name of their module, in the order of the table, with what each attacks."""
