"""Functions of the workbook itself, ``=Safer.Rate(…)``, that need no add-in and no Python.

Each is a LAMBDA under a defined name: it works in Excel 2024 and 365, on a Mac and on the web.
They are the closed-form ones among the functions of the add-in and give the same cells, empty
ones and sentences included. Other programs and older Excel do not know them, so that no sheet of
the board uses any.

The texts are written as one types them into Excel, save for their lines.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from workbook.package.new_functions import as_in_file
from workbook.package.xml_text import quoteattr
from xlsrc.domain.wording import TOO_FEW

if TYPE_CHECKING:
    import xlsxwriter

# Names that LET gives in several of the functions. An Excel error, an empty cell and a text
# without letters are gaps. IS… functions are asked cell by cell: that is plain in every engine.
_FIGURES: Final = "MAP({cells},LAMBDA(one,IF(ISNUMBER(one),one,0)))"
_KNOWN: Final = "MAP({cells},LAMBDA(one,IF(ISNUMBER(one),1,0)))"
_GAPPED: Final = 'MAP({cells},LAMBDA(one,IF(ISNUMBER(one),one,"")))'

_SIZE: Final = "ROWS({cells})*COLUMNS({cells})"
_EXTENT: Final = '"found "&ROWS({cells})&" rows and "&COLUMNS({cells})&" columns."'

_TIDY: Final = """
tidy,LAMBDA(cells,IF(ISERROR(ROWS(cells)),"",IF(ROWS(cells)*COLUMNS(cells)>1,cells,
 IF(ISERROR(cells),"",IF(ISBLANK(cells),"",cells)))))"""
"""An argument of one cell, of which not every engine takes an empty one or an error as a range."""

_SHOWN: Final = """
shown,LAMBDA(found,IF(ISTEXT(found),"'"&found&"'",IF(ISLOGICAL(found),PROPER(found),found)))"""
"""A cell as a sentence shows it."""

_FIRST: Final = (
    "MIN(MAP({cells},SEQUENCE(ROWS({cells}),COLUMNS({cells})),"
    "LAMBDA(one,at,IF({fault},at,ROWS({cells})*COLUMNS({cells})+1))))"
)
"""Where, row by row, the first cell with a fault lies; behind the last where there is none."""

_NO_NUMBER: Final = """IF(ISNUMBER(one),FALSE,IF(ISERROR(one),FALSE,IF(ISLOGICAL(one),TRUE,
  TRIM(CLEAN(SUBSTITUTE(one,UNICHAR(160)," ")))<>"")))"""

_WRONG: Final = f"""
wrong,LAMBDA(title,cells,LET(place,{_FIRST.format(cells="cells", fault=_NO_NUMBER)},
 IF(place>{_SIZE.format(cells="cells")},"",
  title&" must hold numbers; found "&shown(INDEX(TOROW(cells),place))
   &" in its row "&(INT((place-1)/COLUMNS(cells))+1)
   &", column "&(MOD(place-1,COLUMNS(cells))+1)&".")))"""
"""A sentence on the first cell that holds no number, or an empty text."""

_MISSHAPEN: Final = f"""
misshapen,LAMBDA(title,cells,least,LET(fault,wrong(title,cells),
 IF(fault<>"",fault,
 IF(AND(ROWS(cells)>1,COLUMNS(cells)>1),
   title&" must be one row or one column of months; "&{_EXTENT},
 IF({_SIZE}<least,title&" must hold at least "&least&" months; found "&{_SIZE}&".","")))))
""".format(cells="cells")

_IS_BELOW: Final = "IF(ISNUMBER(one),one<0,FALSE)"
_BELOW: Final = f"""
below,LAMBDA(title,cells,LET(place,{_FIRST.format(cells="cells", fault=_IS_BELOW)},
 IF(place>{_SIZE.format(cells="cells")},"",
 title&" must hold counts of 0 or more; found "&INDEX(TOROW(cells),place)&".")))"""

_SINGLE: Final = f"""
lone,LAMBDA(title,cells,
 IF({_SIZE}>1,title&" must be a single cell; "&{_EXTENT},wrong(title,cells)))
""".format(cells="cells")


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedFunction:
    """A LAMBDA under a name: what Excel shows of it, and its text as typed, with the ``=``."""

    name: str
    help: str
    typed: str

    @property
    def in_file(self) -> str:
        """The text as a file keeps it, without the ``=``."""
        return as_in_file(self.typed)


def _lines(text: str) -> str:
    return "".join(line.strip() for line in text.splitlines())


_ROLLING_12: Final = f"""
=LAMBDA(series,LET(
{_TIDY},
given,tidy(series),
{_SHOWN},{_WRONG},{_MISSHAPEN},
fault,misshapen("series",given,12),
IF(fault<>"",fault,LET(
 months,TOCOL({_FIGURES}),
 known,TOCOL({_KNOWN}),
 number,ROWS(months),
 of_year,MAKEARRAY(number,number,LAMBDA(last,one,IF(AND(one<=last,one>last-12),1,0))),
 sums,MAP(MMULT(of_year,months),MMULT(of_year,known),LAMBDA(total,of,IF(of=12,total,""))),
 IF(COLUMNS(given)>1,TRANSPOSE(sums),sums)))))
""".format(cells="given")

_CHANGE: Final = f"""
=LAMBDA(series,LET(
{_TIDY},
given,tidy(series),
{_SHOWN},{_WRONG},{_MISSHAPEN},{_BELOW},
unfit,misshapen("series",given,24),
fault,IF(unfit<>"",unfit,below("series",given)),
IF(fault<>"",fault,LET(
 months,TAKE(TOCOL({_FIGURES}),-24),
 known,TAKE(TOCOL({_KNOWN}),-24),
 now,IF(SUM(TAKE(known,-12))=12,SUM(TAKE(months,-12)),""),
 before,IF(SUM(TAKE(known,12))=12,SUM(TAKE(months,12)),""),
 HSTACK(now,before,
  IF(OR(now="",before=""),"",now-before),
  IF(before="","",IF(before<20,"{TOO_FEW}",IF(now="","",100*(now/before-1)))))))))
""".format(cells="given")

_RATE: Final = f"""
=LAMBDA(count,population,[per],LET(
{_TIDY},
counts_given,tidy(count),
people_given,tidy(population),
scale_cell,IF(ISOMITTED(per),"",tidy(per)),
{_SHOWN},{_WRONG},{_MISSHAPEN},{_BELOW},{_SINGLE},
unfit,misshapen("count",counts_given,1),
negative,IF(unfit<>"",unfit,below("count",counts_given)),
misfit,IF(negative<>"",negative,misshapen("population",people_given,1)),
lacking,IF(misfit<>"",misfit,below("population",people_given)),
unscaled,IF(lacking<>"",lacking,lone("per",scale_cell)),
scale,IF(ISNUMBER(scale_cell),scale_cell,1000),
counts,{_SIZE.format(cells="counts_given")},
peoples,{_SIZE.format(cells="people_given")},
IF(unscaled<>"",unscaled,
IF(scale<=0,"per must be above 0; found "&scale&".",
IF(AND(peoples>1,peoples<>counts),
 "population must be one number or as many as counts; found "&peoples&" for "&counts&".",
LET(
 events,TOCOL({_GAPPED.format(cells="counts_given")}),
 people,TOCOL({_GAPPED.format(cells="people_given")}),
 deviate,NORM.S.INV(0.975),
 rates,MAKEARRAY(counts,3,LAMBDA(line,part,LET(
  event,INDEX(events,line),
  among,INDEX(people,IF(peoples=1,1,line)),
  IF(OR(event="",among=""),"",IF(among=0,"",
  scale*CHOOSE(part,event,
   IF(event=0,0,IF(event<10,GAMMA.INV(0.025,event,1),
    event*(1-1/(9*event)-deviate/(3*SQRT(event)))^3)),
   IF(event<10,GAMMA.INV(0.975,event+1,1),
    (event+1)*(1-1/(9*(event+1))+deviate/(3*SQRT(event+1)))^3))/among))))),
 IF(COLUMNS(counts_given)>1,TRANSPOSE(rates),rates)))))))
"""

_XMR_LIMITS: Final = f"""
=LAMBDA(series,[fix_after],LET(
{_TIDY},
given,tidy(series),
fix_cell,IF(ISOMITTED(fix_after),"",tidy(fix_after)),
{_SHOWN},{_WRONG},{_MISSHAPEN},{_SINGLE},
unfit,misshapen("series",given,2),
fault,IF(unfit<>"",unfit,lone("fix_after",fix_cell)),
baseline,IF(ISNUMBER(fix_cell),fix_cell,0),
number,{_SIZE},
IF(fault<>"",fault,
IF(OR(baseline>number,baseline<>INT(baseline)),
 "fix_after must be a whole number of months, at most the "&number&" of series; found "
  &baseline&".",
IF(AND(baseline<>0,baseline<12),
 "Safer.XmrLimits: a baseline is fixed after at least 12 months; found "&baseline&".",
LET(
 months,TAKE(TOCOL({_FIGURES}),IF(baseline=0,number,baseline)),
 known,TAKE(TOCOL({_KNOWN}),IF(baseline=0,number,baseline)),
 ranges,ABS(DROP(months,1)-DROP(months,-1)),
 pairs,DROP(known,1)*DROP(known,-1),
 mean,IF(SUM(known)=0,"",SUM(months)/SUM(known)),
 IF(SUM(pairs)=0,HSTACK(mean,"",""),LET(
  average,SUM(ranges*pairs)/SUM(pairs),
  kept,IF(average=0,pairs,pairs*(ranges<3.267*average)),
  spread,2.66*(SUM(ranges*kept)/SUM(kept)),
  HSTACK(mean,mean-spread,mean+spread)))))))))
""".format(cells="given")

# Half a per cent goes to the even one, as Python rounds; six figures are what a distance shows.
_RAG: Final = f"""
=LAMBDA(value,target,polarity,LET(
{_TIDY},
values_given,tidy(value),
targets_given,tidy(target),
ways_given,tidy(polarity),
{_SHOWN},{_WRONG},
values,{_SIZE.format(cells="values_given")},
targets,{_SIZE.format(cells="targets_given")},
ways,{_SIZE.format(cells="ways_given")},
figures,TOROW({_GAPPED.format(cells="values_given")}),
aims,TOROW({_GAPPED.format(cells="targets_given")}),
signs,TOROW(MAP(ways_given,LAMBDA(one,IF(ISERROR(one),0,IF(one="",0,LET(
 word,TRIM(SUBSTITUTE(one,"_"," ")),
 IF(OR(word="lower",word="lower is better"),-1,
 IF(OR(word="higher",word="higher is better"),1,IF(word="neutral",0,9))))))))),
unknown,{_FIRST.format(cells="signs", fault="one=9")},
negative,{_FIRST.format(cells="aims", fault=_IS_BELOW)},
unfit,wrong("value",values_given),
misfit,IF(unfit<>"",unfit,wrong("target",targets_given)),
IF(misfit<>"",misfit,
IF(AND(targets>1,OR(ROWS(targets_given)<>ROWS(values_given),COLUMNS(targets_given)<>COLUMNS(values_given))),
 "target must be a single cell or "&ROWS(values_given)&" rows and "&COLUMNS(values_given)
 &" columns, as value is; "&{_EXTENT.format(cells="targets_given")},
IF(unknown<=ways,
 "polarity must be lower, higher or neutral; found "&shown(INDEX(TOROW(ways_given),unknown))&".",
IF(AND(ways>1,ways<>values),
 "polarity must be a single cell or as many as value; found "&ways&".",
IF(negative<=targets,
 "Safer.Rag: a target cannot be below 0; found "&INDEX(aims,negative)&".",
MAKEARRAY(ROWS(values_given),COLUMNS(values_given),LAMBDA(line,part,LET(
 place,(line-1)*COLUMNS(values_given)+part,
 figure,INDEX(figures,place),
 aim,INDEX(aims,IF(targets=1,1,place)),
 side,INDEX(signs,IF(ways=1,1,place)),
 IF(aim="","No target",
 IF(figure="","No figure",
 IF(side=0,"Neither good nor bad",LET(
  short,side*(aim-figure),
  IF(short<=0,"Green: meets",
  IF(aim=0,"Red: misses by "&IF(short<1000000,ROUND(short,5-INT(LOG10(short))),short),LET(
   miss,short/aim,
   percent,100*miss,
   whole_part,INT(percent),
   rest,percent-whole_part,
   whole,whole_part+IF(rest<0.5,0,IF(rest>0.5,1,MOD(whole_part,2))),
   IF(miss<=0.05+0.000000001,"Amber","Red")&": misses by "
   &IF(OR(whole=0,AND(percent>5+0.0000001,whole<=5)),FIXED(-INT(-10*percent)/10,1),whole)
   &" %")))))))))))))))))
"""

NAMED_FUNCTIONS: Final = (
    NamedFunction(
        name="Safer.Rate",
        help="count, population, [per]: a rate per 1,000 people (or per that many) with its 95 % "
        "interval: rate, low, high. One number each, or a row or column of them.",
        typed=_lines(_RATE),
    ),
    NamedFunction(
        name="Safer.Rolling12",
        help="series (monthly counts, oldest first): sums of the 12 months to each month; empty "
        "before the 12th and where a month is missing.",
        typed=_lines(_ROLLING_12),
    ),
    NamedFunction(
        name="Safer.Change",
        help="series (at least 24 monthly counts, oldest first): the last 12 months, the 12 "
        "before, the difference, the change in %.",
        typed=_lines(_CHANGE),
    ),
    NamedFunction(
        name="Safer.Rag",
        help="value, target, polarity (lower, higher or neutral): Green meets the target, Amber "
        "misses it by up to 5 %, Red by more.",
        typed=_lines(_RAG),
    ),
    NamedFunction(
        name="Safer.XmrLimits",
        help="series (monthly counts, oldest first), [fix_after] (months, at least 12, that alone "
        "set the limits): mean, lower limit, upper limit of a control chart.",
        typed=_lines(_XMR_LIMITS),
    ),
)


def define_named_functions(book: xlsxwriter.Workbook) -> None:
    """Give a workbook being authored all of these functions."""
    for function in NAMED_FUNCTIONS:
        book.define_name(function.name, f"={function.in_file}")


def with_help(workbook_part: str) -> str:
    """The workbook's part with the help of each function beside its name, which XlsxWriter cannot
    write, and which Excel shows while the function is typed.
    """
    for function in NAMED_FUNCTIONS:
        named = f'<definedName name="{function.name}"'
        workbook_part = workbook_part.replace(
            f"{named}>", f"{named} comment={quoteattr(function.help)}>"
        )
    return workbook_part
