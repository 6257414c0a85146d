"""A formula as a person types it, and as a file keeps it."""

from __future__ import annotations

import re
from typing import Final

# [MS-XLSX] 2.2.2: functions newer than the file format, which a file must prefix with _xlfn.
NEW_FUNCTIONS: Final = frozenset(
    """
    ACOT ACOTH ARABIC ARRAYTOTEXT BASE BETA.DIST BETA.INV BINOM.DIST BINOM.DIST.RANGE
    BINOM.INV BITAND BITOR BITXOR BYCOL BYROW CEILING.MATH CHISQ.DIST CHISQ.DIST.RT CHISQ.INV
    CHISQ.INV.RT CHISQ.TEST CHOOSECOLS CHOOSEROWS CONCAT CONFIDENCE.NORM CONFIDENCE.T
    COVARIANCE.P COVARIANCE.S DAYS DECIMAL DROP ENCODEURL ERF.PRECISE EXPAND EXPON.DIST F.DIST
    F.DIST.RT F.INV F.INV.RT F.TEST FILTER FILTERXML FLOOR.MATH FORECAST.ETS FORECAST.LINEAR
    FORMULATEXT GAMMA GAMMA.DIST GAMMA.INV GAUSS GROUPBY HSTACK HYPGEOM.DIST IFNA IFS IMAGE
    ISFORMULA ISOMITTED ISOWEEKNUM LAMBDA LET LOGNORM.DIST LOGNORM.INV MAKEARRAY MAP MAXIFS
    MINIFS MODE.MULT MODE.SNGL NEGBINOM.DIST NORM.DIST NORM.INV NORM.S.DIST NORM.S.INV
    NUMBERVALUE PERCENTILE.EXC PERCENTILE.INC PERCENTRANK.EXC PERCENTRANK.INC PERMUTATIONA PHI
    PIVOTBY POISSON.DIST QUARTILE.EXC QUARTILE.INC RANDARRAY RANK.AVG RANK.EQ REDUCE RRI SCAN
    SEQUENCE SHEET SHEETS SINGLE SKEW.P SORT SORTBY STDEV.P STDEV.S SWITCH T.DIST T.DIST.2T
    T.DIST.RT T.INV T.INV.2T T.TEST TAKE TEXTAFTER TEXTBEFORE TEXTJOIN TEXTSPLIT TOCOL TOROW
    UNICHAR UNICODE UNIQUE VALUETOTEXT VAR.P VAR.S VSTACK WEBSERVICE WEIBULL.DIST WRAPCOLS
    WRAPROWS XLOOKUP XMATCH XOR Z.TEST
    """.split()  # noqa: SIM905 - a hundred quotation marks more would not help a reader
)
"""Functions that a file names with a prefix, in capitals."""

FUNCTION_PREFIX: Final = "_xlfn."
NAME_PREFIX: Final = "_xlpm."
"""What stands before the names that LET and LAMBDA give, wherever they are used."""

OPTIONAL_PREFIX: Final = "_xlop."
"""What stands for the brackets of a LAMBDA's argument that may be left out."""

_WORD: Final = re.compile(
    r"""
    (?P<text>"(?:[^"]|"")*")
    | (?P<number>\d+(?:\.\d+)?(?:E[+-]?\d+)?)
    | \[(?P<optional>[A-Za-z_]\w*)\]
    | (?P<function>[A-Z][A-Z0-9.]*)(?=\()
    | (?P<truth>TRUE|FALSE)(?!\w)
    | (?P<name>[A-Za-z_]\w*)
    """,
    re.VERBOSE,
)


def as_in_file(formula: str) -> str:
    """A formula of figures, functions in capitals, and names in small letters that LET or LAMBDA
    give (there must be no cells, sheets or other names in it), as a file keeps it, without ``=``.
    """
    return _WORD.sub(_in_file, formula.removeprefix("="))


def _in_file(word: re.Match[str]) -> str:
    match word.lastgroup:
        case "function" if word[0] in NEW_FUNCTIONS:
            return f"{FUNCTION_PREFIX}{word[0]}"
        case "name":
            return f"{NAME_PREFIX}{word[0]}"
        case "optional":
            return f"{OPTIONAL_PREFIX}{word['optional']}"
        case _:
            return word[0]
