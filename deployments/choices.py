"""Every vocabulary of the project.

Closed vocabularies (status, certainty, grades, stance) are decided by us. Open ones end in
``OTHER``: a record that uses it keeps the source's own word in the ``…_said`` field beside it,
and so does a record whose word was mapped to one of ours. Values are the very words used in the
CSV bundles, the API and the filters.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    """Where a record stands on its way to the public."""

    DRAFT = "draft", _("draft")
    IN_REVIEW = "in review", _("in review")
    PUBLISHED = "published", _("published")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Certainty(models.TextChoices):
    """How sure we are that a visit or an exercise took place."""

    CONFIRMED = "confirmed", _("confirmed")
    REPORTED = "reported", _("reported")
    INFERRED = "inferred", _("inferred")
    PLANNED = "planned", _("planned")
    CANCELLED = "cancelled", _("cancelled")


NOT_PRESENT = (Certainty.PLANNED, Certainty.CANCELLED)
"""Certainties that take part in no presence, count or ledger unless asked for."""


class Outcome(models.TextChoices):
    """What became of a visit or an exercise that was planned; empty where nobody recorded it.

    ``not found`` means that an editor looked, and no source says.
    """

    MADE = "made", _("made")
    NOT_MADE = "not made", _("not made")
    CALLED_OFF = "called off by the visitor", _("called off by the visitor")
    REFUSED = "refused by the host", _("refused by the host")
    POSTPONED = "postponed", _("postponed")
    NOT_FOUND = "not found", _("not found")
    OTHER = "other", _("other")


NOT_OF_THE_CANCELLED = (Outcome.MADE, Outcome.NOT_FOUND)
"""Outcomes that what was cancelled cannot have: it is known that it did not take place."""


class PortKind(models.TextChoices):
    """A place with a berth, or only an area a source names."""

    PORT = "port", _("port")
    AREA = "area", _("area")


class HullType(models.TextChoices):
    """General types; what the navy itself says goes to the national designator."""

    AIRCRAFT_CARRIER = "aircraft carrier", _("aircraft carrier")
    HELICOPTER_CARRIER = "helicopter carrier", _("helicopter carrier")
    HELICOPTER_DESTROYER = "helicopter destroyer", _("helicopter destroyer")
    AMPHIBIOUS_ASSAULT_SHIP = "amphibious assault ship", _("amphibious assault ship")
    AMPHIBIOUS_TRANSPORT = "amphibious transport", _("amphibious transport")
    LANDING_SHIP = "landing ship", _("landing ship")
    CRUISER = "cruiser", _("cruiser")
    DESTROYER = "destroyer", _("destroyer")
    FRIGATE = "frigate", _("frigate")
    CORVETTE = "corvette", _("corvette")
    OFFSHORE_PATROL_VESSEL = "offshore patrol vessel", _("offshore patrol vessel")
    PATROL_VESSEL = "patrol vessel", _("patrol vessel")
    MINE_COUNTERMEASURES_VESSEL = "mine countermeasures vessel", _("mine countermeasures vessel")
    SUBMARINE = "submarine", _("submarine")
    REPLENISHMENT_SHIP = "replenishment ship", _("replenishment ship")
    TRAINING_SHIP = "training ship", _("training ship")
    HOSPITAL_SHIP = "hospital ship", _("hospital ship")
    SURVEY_SHIP = "survey ship", _("survey ship")
    RESCUE_SHIP = "rescue ship", _("rescue ship")
    COAST_GUARD_CUTTER = "coast guard cutter", _("coast guard cutter")
    UNKNOWN = "unknown", _("type not known")
    OTHER = "other", _("other")


class Role(models.TextChoices):
    """What a vessel was in a deployment."""

    FLAGSHIP = "flagship", _("flagship")
    ESCORT = "escort", _("escort")
    SUPPORT = "support", _("support")
    SINGLE_SHIP = "single ship", _("single ship")
    MEMBER = "member", _("member")
    UNKNOWN = "unknown", _("role not known")
    OTHER = "other", _("other")


class Purpose(models.TextChoices):
    """Purpose of a call; see ``UN_EDIFACT_8025`` for those the UN list has."""

    PORT_CALL = "port call", _("port call")
    GOODWILL_VISIT = "goodwill visit", _("goodwill visit")
    BUNKERS = "bunkers", _("bunkers")
    SUPPLIES = "supplies", _("supplies")
    CREW_CHANGE = "crew change", _("crew change")
    REPAIR = "repair", _("repair")
    AWAITING_ORDERS = "awaiting orders", _("awaiting orders")
    REFUGE = "refuge", _("refuge")
    TECHNICAL_STOP = "technical stop", _("technical stop")
    HOME_PORT = "home port", _("home port")
    EXERCISE = "exercise", _("exercise")
    TRAINING = "training", _("training")
    EXHIBITION = "exhibition", _("exhibition")
    FLEET_WEEK = "fleet week", _("fleet week")
    HUMANITARIAN = "humanitarian", _("humanitarian")
    UNKNOWN = "unknown", _("purpose not known")
    OTHER = "other", _("other")


UN_EDIFACT_8025: dict[str, int] = {
    Purpose.BUNKERS: 3,
    Purpose.CREW_CHANGE: 4,
    Purpose.GOODWILL_VISIT: 5,
    Purpose.SUPPLIES: 6,
    Purpose.REPAIR: 7,
    Purpose.AWAITING_ORDERS: 9,
    Purpose.REFUGE: 15,
}
"""Codes of UN/EDIFACT data element 8025, conveyance call purpose, where it has one."""


class ExerciseKind(models.TextChoices):
    """What kind of training it was."""

    MULTILATERAL = "multilateral exercise", _("multilateral exercise")
    BILATERAL = "bilateral exercise", _("bilateral exercise")
    NATIONAL = "national exercise", _("national exercise")
    PASSING = "passing exercise", _("passing exercise")
    JOINT_TRAINING = "joint training", _("joint training")
    AIR = "air exercise", _("air exercise")
    MISSILE_DEFENCE = "missile defence exercise", _("missile defence exercise")
    ACTIVATION = "multinational activation", _("multinational activation")
    SANCTIONS_MONITORING = "sanctions monitoring", _("sanctions monitoring")
    COOPERATIVE_ACTIVITY = "maritime cooperative activity", _("maritime cooperative activity")
    UNKNOWN = "unknown", _("kind not known")
    OTHER = "other", _("other")


class ExerciseDomain(models.TextChoices):
    """Where it was fought out; empty where no source says."""

    MARITIME = "maritime", _("maritime")
    AIR = "air", _("air")
    LAND = "land", _("land")
    AMPHIBIOUS = "amphibious", _("amphibious")
    CYBER = "cyber", _("cyber")
    MULTI = "multi-domain", _("multi-domain")
    OTHER = "other", _("other")


class EngagementKind(models.TextChoices):
    """What kind of diplomatic occasion it was."""

    CEREMONY = "ceremony", _("ceremony")
    RECEPTION = "reception", _("reception")
    TALKS = "talks", _("talks")
    SYMPOSIUM = "symposium", _("symposium")
    EXHIBITION = "exhibition", _("exhibition")
    OPEN_DAY = "open day", _("open day")
    UNKNOWN = "unknown", _("kind not known")
    OTHER = "other", _("other")


ONE_DAY = (ExerciseKind.PASSING, EngagementKind.CEREMONY, EngagementKind.RECEPTION)
"""The kinds of exercises and engagements that begin and end on one day."""


class PersonKind(models.TextChoices):
    """In what capacity a person is quoted."""

    EXPERT = "expert", _("expert")
    NAVAL_OFFICER = "naval officer", _("naval officer")
    OFFICER = "officer", _("officer")
    OFFICIAL = "official", _("official")
    HEAD_OF_GOVERNMENT = "head of government", _("head of government")
    MINISTER = "minister", _("minister")
    AMBASSADOR = "ambassador", _("ambassador")
    JOURNALIST = "journalist", _("journalist")
    AUTHOR = "author", _("author")
    PHOTO_ACCOUNT = "photo account", _("photo account")
    UNKNOWN = "unknown", _("capacity not known")
    OTHER = "other", _("other")


class Medium(models.TextChoices):
    """How something was said."""

    INTERVIEW = "interview", _("interview")
    EMAIL = "email", _("e-mail")
    SPEECH = "speech", _("speech")
    STATEMENT = "statement", _("statement")
    TALK = "talk", _("talk")
    CONFERENCE = "conference", _("conference")
    ARTICLE = "article", _("article")
    NEWS_ARTICLE = "news article", _("news article")
    REPORT = "report", _("report")
    PRESS_RELEASE = "press release", _("press release")
    PRESS_VISIT = "press visit", _("press visit")
    PODCAST = "podcast", _("podcast")
    TELEVISION_INTERVIEW = "television interview", _("television interview")
    POST = "post", _("post")
    UNKNOWN = "unknown", _("medium not known")
    OTHER = "other", _("other")


class SourceKind(models.TextChoices):
    """What kind of document a source is."""

    NEWS = "news", _("news")
    OFFICIAL = "official", _("official")
    ACADEMIC = "academic", _("academic")
    SOCIAL = "social", _("social media")
    PHOTO = "photo", _("photo")
    BOOK = "book", _("book")
    UNKNOWN = "unknown", _("kind not known")
    OTHER = "other", _("other")


class Position(models.TextChoices):
    """What a commentary makes of a theme."""

    ASSERTS = "asserts", _("asserts")
    DOUBTS = "doubts", _("doubts")
    MIXED = "mixed", _("is mixed")


class Aspect(models.TextChoices):
    """What of a record a citation bears on."""

    WHOLE = "whole", _("the whole record")
    DATES = "dates", _("dates")
    PLACE = "place", _("place")
    PARTICIPANTS = "participants", _("participants")
    CERTAINTY = "certainty", _("certainty")
    IDENTITY = "identity", _("identity")


class Stance(models.TextChoices):
    """How what a source says stands to what is recorded.

    ``differs`` gives another value; ``narrower`` and ``broader`` one that is more or less exact;
    ``silent`` means that an editor looked, and the source does not say.
    """

    SUPPORTS = "supports", _("supports")
    DIFFERS = "differs", _("differs")
    NARROWER = "narrower", _("says it more exactly")
    BROADER = "broader", _("says it less exactly")
    SILENT = "silent", _("does not say")
    DENIES = "denies", _("denies")
    MENTIONS = "mentions", _("mentions")


BEARING_OUT = (Stance.SUPPORTS, Stance.NARROWER, Stance.BROADER)
"""The stances of a source on which a record can rest."""

AGAINST = (Stance.DIFFERS, Stance.DENIES)
"""The stances of a source that does not agree with what is recorded."""


class Reliability(models.TextChoices):
    """Admiralty grade of a source; empty means not graded."""

    A = "A", _("A – completely reliable")
    B = "B", _("B – usually reliable")
    C = "C", _("C – fairly reliable")
    D = "D", _("D – not usually reliable")
    E = "E", _("E – unreliable")
    F = "F", _("F – reliability cannot be judged")


class Credibility(models.IntegerChoices):
    """Admiralty grade of a piece of information; empty means not graded."""

    CONFIRMED = 1, _("1 – confirmed by other sources")
    PROBABLY_TRUE = 2, _("2 – probably true")
    POSSIBLY_TRUE = 3, _("3 – possibly true")
    DOUBTFUL = 4, _("4 – doubtful")
    IMPROBABLE = 5, _("5 – improbable")
    CANNOT_BE_JUDGED = 6, _("6 – truth cannot be judged")


class Origin(models.TextChoices):
    """From where a change set came."""

    ADMIN = "admin", _("admin")
    IMPORT = "import", _("import")
    MERGE = "merge", _("merge")
    COMMAND = "command", _("command")


class Match(models.TextChoices):
    """How sure it is, or must be, that something was there in the days asked for."""

    POSSIBLE = "possible", _("possibly")
    CERTAIN = "certain", _("certainly")


class EntryKind(models.TextChoices):
    """What an entry of the timeline tells."""

    VISIT = "visit", _("visit")
    EXERCISE = "exercise", _("exercise")
    ENGAGEMENT = "engagement", _("engagement")
    DEPARTURE = "departure", _("departure")
    RETURN = "return", _("return")
    STATEMENT = "statement", _("statement")


CALLS = (EntryKind.VISIT, EntryKind.DEPARTURE, EntryKind.RETURN)
"""Kinds of entries that tell of a ship in a port."""


class OrganisationKind(models.TextChoices):
    """What an organisation is."""

    GOVERNMENT = "government", _("government")
    ARMED_FORCE = "armed force", _("armed force")
    MISSION = "diplomatic mission", _("diplomatic mission")
    INTERNATIONAL = "international organisation", _("international organisation")
    RESEARCH = "research institute", _("research institute")
    UNIVERSITY = "university", _("university")
    NEWS_MEDIUM = "news medium", _("news medium")
    NEWS_AGENCY = "news agency", _("news agency")
    COMPANY = "company", _("company")
    ASSOCIATION = "association", _("association")
    UNKNOWN = "unknown", _("kind not known")
    OTHER = "other", _("other")


class Followed(models.TextChoices):
    """Which records were looked for where something was followed."""

    EVERYTHING = "everything", _("everything")
    DEPLOYMENTS = "deployments", _("deployments")
    VISITS = "visits", _("visits")
    EXERCISES = "exercises", _("exercises")
    ENGAGEMENTS = "engagements", _("engagements")
    COMMENTARY = "commentary", _("commentary")


class Completeness(models.TextChoices):
    """How much of what happened the records hold."""

    COMPLETE = "complete", _("complete")
    MOST = "most", _("most of it")
    SAMPLE = "sample", _("a sample")
    UNKNOWN = "unknown", _("not known")


class TranslatedText(models.TextChoices):
    """Which text of a record a translation is of."""

    NAME = "name", _("name")
    TITLE = "title", _("title")
    TEXT = "text", _("text")
    SUMMARY = "summary", _("summary")
    QUOTE = "quote", _("quotation")
    INTRODUCTION = "introduction", _("introduction")
    NOTES = "notes", _("notes")


class PublicOperation(models.TextChoices):
    """What became of a record on the public side."""

    PUBLISHED = "published", _("published")
    CHANGED = "changed", _("changed")
    RENAMED = "renamed", _("renamed")
    WITHDRAWN = "withdrawn", _("withdrawn")
    RESTORED = "restored", _("restored")


class PublicCause(models.TextChoices):
    """Why the public sees a record otherwise: by its own change or that of others.

    ``rebuilt`` is an update of the software that tells the same records in another way.
    """

    OWN = "own", _("own change")
    OTHERS = "others", _("change of others")
    REBUILT = "rebuilt", _("told in another way")
