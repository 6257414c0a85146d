"""What is asked of each kind of offence: places and hours for one, reports or harm for another.

Data, not rules: a row says what a board would want to know. ``{there}`` stands for `` in Edgware``
where the question is of a ward, for nothing where it is of the whole area; ``{name}`` for the
indicator's.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from xlsrc.domain.names import name_key
from xlsrc.extracts.offences import shipped_offences

if TYPE_CHECKING:
    from xlsrc.domain.indicator import Indicator


@dataclass(frozen=True, slots=True, kw_only=True)
class AskKind:
    """The questions of one kind of offence: when it rises, stays high, falls, or was high once."""

    rise: str
    lasting: str
    fall: str
    once: str


OTHER: Final = AskKind(
    rise="What lies behind {name}{there}: who is affected, and where?",
    lasting="What has been tried on {name}{there}, and who leads next?",
    fall="What is different about {name}{there}, and will it last?",
    once="What made that spell of {name}{there}?",
)
BURGLARY: Final = AskKind(
    rise="Which streets{there}, which hours, how did they get in?",
    lasting="Are the same homes hit again{there}? Who visits them?",
    fall="Arrests, locks or fewer reports{there}: what is known?",
    once="One series of burglaries{there}, or one arrest?",
)
BUSINESS: Final = AskKind(
    rise="Which premises{there}, which hours, how did they get in?",
    lasting="Are the same premises hit again{there}? Who advises them?",
    fall="Which premises had fewer{there}, and what changed there?",
    once="One series{there}, or one arrest?",
)
FROM_VEHICLES: Final = AskKind(
    rise="Which streets and car parks{there}, and what is taken?",
    lasting="Which car parks{there} are hit again? Who owns them?",
    fall="Arrests, patrols or fewer reports{there}: what is known?",
    once="One night, one street or one part stolen{there}?",
)
OF_VEHICLES: Final = AskKind(
    rise="Which models and streets{there}, keyless or not?",
    lasting="Which models go on being taken{there}? Who warns owners?",
    fall="Arrests, new locks or fewer reports{there}: what is known?",
    once="One group of thieves{there}, or one model?",
)
ROBBERY: Final = AskKind(
    rise="Which routes and hours{there}, how old are the victims?",
    lasting="Are school-end and station patrols where it happens{there}?",
    fall="Which routes had fewer{there}, and what changed on them?",
    once="One group of robbers{there}, or one hot spot?",
)
FROM_PERSON: Final = AskKind(
    rise="Which stops, venues and hours{there}? Phones or bags?",
    lasting="Who works with the venues and stations{there}?",
    fall="Which venues and stops had fewer{there}, and why?",
    once="One event{there}, or one group of thieves?",
)
SHOPS: Final = AskKind(
    rise="Which stores{there}? More theft, or more reports?",
    lasting="Do the same people steal again{there}? Who works with them?",
    fall="Less theft{there}, or have stores stopped reporting?",
    once="Did one store change how it reports{there}?",
)
BICYCLES: Final = AskKind(
    rise="Which stations and racks{there}, which hours?",
    lasting="Where are safer racks due{there}?",
    fall="Safer racks{there}, or fewer reports?",
    once="One station or school{there}?",
)
INJURY: Final = AskKind(
    rise="Where were people hurt{there}: at home, out at night, after school?",
    lasting="Which places go on hurting people{there}? Who runs them?",
    fall="Fewer people hurt{there}, or fewer found? What does A&E see?",
    once="One event or venue{there}?",
)
WITHOUT_INJURY: Final = AskKind(
    rise="How much is at home{there}? More threats, or more reports?",
    lasting="Are repeat victims known and helped{there}?",
    fall="Fewer threats{there}, or fewer people who report?",
    once="One incident with many victims{there}?",
)
STALKING: Final = AskKind(
    rise="Are more coming forward{there}, and who supports them?",
    lasting="Do advocates keep up with the reports{there}?",
    fall="Are fewer troubled{there}, or do fewer come forward?",
    once="A campaign that brought reports{there}?",
)
KNIVES: Final = AskKind(
    rise="Where and at which hours{there}, and how old are those hurt?",
    lasting="Which groups and places{there}? Who works with them?",
    fall="Which places had fewer{there}, and does A&E see it too?",
    once="One dispute{there}? Is it settled?",
)
KILLING: Final = AskKind(
    rise="What do the reviews say could have been done{there}?",
    lasting="Which lessons of the reviews are still to be carried out{there}?",
    fall="Which lessons of past reviews are carried out{there}?",
    once="What does the review say{there}?",
)
GUNS: Final = AskKind(
    rise="Which disputes{there}, and who is at risk next?",
    lasting="Which disputes go on{there}, and who steps in?",
    fall="Are the disputes settled{there}, or only quiet?",
    once="Is the dispute settled{there}?",
)
WEAPONS: Final = AskKind(
    rise="Found by more searches{there}, or are more carried?",
    lasting="Do the searches find weapons where people are hurt{there}?",
    fall="Fewer carried{there}, or fewer searches?",
    once="One operation{there}?",
)
DAMAGE: Final = AskKind(
    rise="Which estates, schools and vehicles{there}, which hours?",
    lasting="Which places are damaged again{there}? Who repairs them?",
    fall="Less damage{there}, or fewer who report it?",
    once="One night or one group{there}?",
)
FIRE: Final = AskKind(
    rise="Bins, vehicles or homes{there}? Which hours?",
    lasting="What is cleared away or locked{there}, and by whom?",
    fall="Fewer fires{there}, or fewer found to be set on purpose?",
    once="One fire-setter{there}?",
)
ORDER: Final = AskKind(
    rise="Which places and events{there}? More officers to see it?",
    lasting="Which places stay noisy or tense{there}? Who holds them?",
    fall="Quieter places{there}, or fewer officers to see it?",
    once="One event or protest{there}?",
)
SEXUAL: Final = AskKind(
    rise="How many are of past years{there}? Do services keep up?",
    lasting="How long do victims wait for support{there}?",
    fall="Do fewer come forward{there}, and why?",
    once="One investigation with many victims{there}?",
)
ABUSE: Final = AskKind(
    rise="More victims who come forward{there}, or more harm?",
    lasting="Do advocates and refuges keep up{there}?",
    fall="Less harm{there}, or fewer who come forward?",
    once="A campaign that brought victims forward{there}?",
)
HATE: Final = AskKind(
    rise="After which events{there}? Who speaks with those targeted?",
    lasting="Do those hit by {name}{there} trust the police to act?",
    fall="Less {name}{there}, or less trust to report it?",
    once="Which event was behind it{there}?",
)
DRUGS: Final = AskKind(
    rise="Which operations found them{there}, and was it where harm is?",
    lasting="Is policing of drugs where the harm is{there}?",
    fall="Fewer drugs{there}, or fewer operations?",
    once="One operation{there}?",
)
ANTISOCIAL: Final = AskKind(
    rise="Which places and hours{there}? Are callers the same again?",
    lasting="Do repeat callers get a case review{there}?",
    fall="Quieter places{there}, or callers who gave up?",
    once="One summer evening or one place{there}?",
)
FRAUD: Final = AskKind(
    rise="Which trick{there}, and who warns those at risk?",
    lasting="Are banks and carers warning those at risk{there}?",
    fall="Fewer tricked{there}, or fewer who report?",
    once="One trick{there}?",
)
MARAC: Final = AskKind(
    rise="Which cases came back{there}, and what was missed the first time?",
    lasting="What would keep the same victims{there} from more harm?",
    fall="Fewer harmed again{there}, or fewer referred?",
    once="One family or one agency{there}?",
)
AGAIN: Final = AskKind(
    rise="Who is harmed again{there}, and who visits them?",
    lasting="Which victims{there} are harmed again, and who leads on them?",
    fall="Fewer harmed again{there}, or fewer who report it again?",
    once="One place or one offender{there}?",
)
ENTRANTS: Final = AskKind(
    rise="Which offences bring children in{there}? Could they be diverted?",
    lasting="What is offered{there} before a child is charged?",
    fall="Fewer children in trouble{there}, or more dealt with out of court?",
    once="One group or one event{there}?",
)
REOFFENDERS: Final = AskKind(
    rise="Who reoffends{there}, and how soon after release?",
    lasting="Do homes, work and treatment{there} meet people at the gate?",
    fall="Which groups reoffend less{there}, and what did they have?",
    once="One small group{there}?",
)
CONFIDENCE: Final = AskKind(
    rise="Whose confidence rose{there}, and whose did not?",
    lasting="Whose confidence stays low{there}, and who asks them why?",
    fall="Whose confidence fell{there}, and after which events?",
    once="Which event was behind it{there}?",
)
OUTCOMES: Final = AskKind(
    rise="Which units solve more{there}, and what do they do?",
    lasting="What stops cases{there}: evidence, time or support?",
    fall="Where do cases stop{there}: evidence, time or support?",
    once="One backlog cleared{there}?",
)
EVERYTHING: Final = AskKind(
    rise="Which offences rose{there}, and whose plan are they in?",
    lasting="Which offence keeps it up{there}, and whose plan is that in?",
    fall="Which offences fell{there}, and which did not?",
    once="Which offence made that spell{there}?",
)

BY_OFFENCE: Final = {
    name_key(name): kind
    for kind, names in (
        (EVERYTHING, ("All notifiable offences",)),
        (BURGLARY, ("Burglary", "Residential burglary")),
        (BUSINESS, ("Business and community burglary", "Business robbery")),
        (FROM_VEHICLES, ("Theft from a motor vehicle",)),
        (OF_VEHICLES, ("Theft or taking of a motor vehicle", "Aggravated vehicle taking")),
        (OF_VEHICLES, ("Vehicle crime", "Vehicle offences", "Theft of a motor vehicle")),
        (FROM_PERSON, ("Theft from the person",)),
        (SHOPS, ("Shoplifting",)),
        (BICYCLES, ("Bicycle theft",)),
        (INJURY, ("Violence with injury",)),
        (WITHOUT_INJURY, ("Violence without injury",)),
        (STALKING, ("Stalking and harassment",)),
        (KILLING, ("Homicide",)),
        (KNIVES, ("Knife crime with injury", "Knife injury victims 1-24", "Knife crime")),
        (GUNS, ("Lethal-barrel discharges", "Gun crime")),
        (DAMAGE, ("Criminal damage",)),
        (FIRE, ("Arson",)),
        (ABUSE, ("Domestic abuse", "Domestic abuse with injury")),
        (ANTISOCIAL, ("Anti-social behaviour", "ASB incidents", "asb_incidents")),
        (OUTCOMES, ("Domestic abuse: Positive outcomes",)),
        # What partners return, by the names that the sample's returns have.
        (FIRE, ("deliberate_fires", "Deliberate fires")),
        (MARAC, ("marac_repeats", "MARAC repeats")),
        (ENTRANTS, ("first_time_entrants", "First-time entrants")),
        (REOFFENDERS, ("reoffending",)),
        (AGAIN, ("repeat_victims", "Repeat victims")),
        (CONFIDENCE, ("public_confidence", "Confidence in the police")),
    )
    for name in names
}
"""By the offences that an indicator counts, as Definitions name them."""

BY_GROUP: Final = {
    name_key(name): kind
    for name, kind in (
        ("Burglary", BURGLARY),
        ("Robbery", ROBBERY),
        ("Vehicle offences", OF_VEHICLES),
        ("Violence against the person", INJURY),
        ("Possession of weapons", WEAPONS),
        ("Arson and criminal damage", DAMAGE),
        ("Public order", ORDER),
        ("Sexual offences", SEXUAL),
        ("Domestic abuse strands", ABUSE),
        ("Hate crime strands", HATE),
        ("Knife crime strands", KNIVES),
        ("Gun crime strands", GUNS),
        ("Drug offences", DRUGS),
        ("Anti-social behaviour", ANTISOCIAL),
        ("Fraud and forgery", FRAUD),
    )
}
"""By the group that an offence belongs to, where the offence itself has no row."""


def kind_of(indicator: Indicator) -> AskKind:
    """What is asked of an indicator, by the offences that it counts; a basket of several kinds is
    `EVERYTHING`.
    """
    if getattr(indicator, "is_weighted", False):
        return EVERYTHING
    found = dict.fromkeys(_kind_of(indicator, name) for name in indicator.offences)
    return next(iter(found), OTHER) if len(found) <= 1 else EVERYTHING


def _kind_of(indicator: Indicator, offence: str) -> AskKind:
    key = name_key(offence)
    if key in BY_OFFENCE:
        return BY_OFFENCE[key]
    groups = shipped_offences().groups_of(indicator.source, offence)
    return next((BY_GROUP[key] for key in map(name_key, groups) if key in BY_GROUP), OTHER)
