"""A worksheet of XlsxWriter's that takes a formula as it is."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet


class AsTyped(Worksheet):  # type: ignore[misc]  # XlsxWriter has no types
    """Formulas with the prefixes that a file needs already: `safer check` names one without.

    XlsxWriter looks for thirty names of newer functions in each of five thousand formulas, which is
    a quarter of a build.
    """

    def _prepare_formula(self, formula: str, *_: bool, **__: bool) -> str:
        return formula.removeprefix("=")
