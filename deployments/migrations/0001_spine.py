"""The tables of the first release: records, the rows they own, their history and the index."""

from datetime import date

import django.utils.timezone
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import migrations, models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint, Value
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact

from deployments.migrations import _tables
from deployments.migrations._tables import (
    AtOnce,
    cited_once,
    country,
    exactly_one,
    fuzzy,
    history_of,
    identity,
    known,
    may_refer,
    ordered,
    owned_key,
    refers,
    row,
    table,
    wikidata,
    worded,
)

CITABLE = (
    *("navy", "vessel", "port", "person", "question", "theme", "source", "deployment"),
    *("assignment", "visit", "visit_participant", "exercise", "exercise_participant"),
    *("engagement", "affiliation", "commentary"),
)


def record(*given, **options):
    """A record of the time before records counted their changes."""
    return _tables.record(*given, versioned=False, **options)


def imo_check_digit():
    """The last digit of an IMO number is that of the sum of the others, weighted 7 to 2."""
    remainder = Value(0) - F("imo") % Value(10)
    for weight in range(7, 1, -1):
        above, below = Value(10**weight), Value(10 ** (weight - 1))
        digit = (F("imo") % above - F("imo") % below) / below
        remainder += digit * Value(weight)
    divides = models.ExpressionWrapper(remainder % Value(10), output_field=models.IntegerField())
    return CheckConstraint(
        condition=Q(imo__isnull=True)
        | Q(("imo__gte", 1000000), ("imo__lte", 9999999), Exact(divides, 0)),
        name="vessel_imo_check_digit",
    )


TABLES = [
    table(
        "ChangeSet",
        ("change set", "change sets"),
        [
            identity(),
            ("at", models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
            ("actor_name", models.CharField(blank=True, max_length=150)),
            (
                "origin",
                models.CharField(
                    choices=[
                        ("admin", "admin"),
                        ("import", "import"),
                        ("merge", "merge"),
                        ("command", "command"),
                    ],
                    max_length=20,
                ),
            ),
            ("reason", models.CharField(blank=True, max_length=500)),
            (
                "actor",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=models.SET_NULL,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
        ],
        ordering=("-at", "-pk"),
    ),
    table(
        "KeyRedirect",
        ("redirect", "redirects"),
        [
            identity(),
            ("record_type", models.CharField(max_length=30)),
            ("old_key", models.CharField(max_length=120)),
            ("record_id", models.PositiveBigIntegerField()),
        ],
        constraints=[
            UniqueConstraint(F("record_type"), F("old_key"), name="keyredirect_old_key_unique"),
        ],
        ordering=("record_type", "old_key"),
    ),
    record(
        "Navy",
        ("navy", "navies"),
        [
            ("name", models.CharField(max_length=200)),
            ("native_name", models.CharField(blank=True, max_length=200)),
            (
                "former_names",
                models.CharField(blank=True, help_text="Separate several by “;”.", max_length=300),
            ),
            country(),
            ("abbreviation", models.CharField(blank=True, max_length=30)),
            ("ship_prefix", models.CharField(blank=True, max_length=20)),
            wikidata(),
        ],
    ),
    record(
        "Port",
        ("port", "ports"),
        [
            (
                "lat",
                models.FloatField(
                    blank=True,
                    help_text="Degrees, north positive. Leave both empty where no source gives a position.",
                    null=True,
                    validators=[
                        MinValueValidator(-90),
                        MaxValueValidator(90),
                    ],
                    verbose_name="latitude",
                ),
            ),
            (
                "lon",
                models.FloatField(
                    blank=True,
                    help_text="Degrees, east positive.",
                    null=True,
                    validators=[
                        MinValueValidator(-180),
                        MaxValueValidator(180),
                    ],
                    verbose_name="longitude",
                ),
            ),
            (
                "radius_km",
                models.FloatField(
                    blank=True,
                    null=True,
                    validators=[MinValueValidator(0.001)],
                    verbose_name="radius in km",
                ),
            ),
            ("name", models.CharField(max_length=200)),
            ("native_name", models.CharField(blank=True, max_length=200)),
            country(),
            (
                "kind",
                models.CharField(
                    choices=[("port", "port"), ("area", "area")],
                    default="port",
                    help_text="“Area” where a source names only an area, such as “Okinawa”.",
                    max_length=10,
                    verbose_name="kind",
                ),
            ),
            (
                "unlocode",
                models.CharField(
                    blank=True,
                    db_index=True,
                    max_length=5,
                    validators=[
                        RegexValidator(
                            "^[A-Z]{2}[A-Z0-9]{3}$",
                            "A UN/LOCODE is two letters for the country and three letters or digits, such as “JPYOS”.",
                            code="unlocode",
                        )
                    ],
                    verbose_name="UN/LOCODE",
                ),
            ),
            ("naval_base", models.BooleanField(default=False)),
        ],
        constraints=[
            CheckConstraint(
                condition=Q(
                    Q(("lat__isnull", True), ("lon__isnull", True)),
                    Q(("lat__isnull", False), ("lon__isnull", False)),
                    _connector="OR",
                ),
                name="port_lat_and_lon_both_or_neither",
            ),
            CheckConstraint(
                condition=Q(
                    ("lat__isnull", True),
                    Q(("lat__gte", -90), ("lat__lte", 90), ("lon__gte", -180), ("lon__lte", 180)),
                    _connector="OR",
                ),
                name="port_position_on_the_globe",
            ),
            CheckConstraint(
                condition=Q(("radius_km__isnull", True), ("lat__isnull", False), _connector="OR"),
                name="port_radius_only_with_a_centre",
            ),
            CheckConstraint(
                condition=Q(("radius_km__isnull", True), ("radius_km__gt", 0), _connector="OR"),
                name="port_radius_positive",
            ),
            CheckConstraint(
                condition=Q(
                    ("unlocode", ""), ("unlocode__regex", "^[A-Z]{2}[A-Z0-9]{3}$"), _connector="OR"
                ),
                name="port_unlocode_form",
            ),
        ],
    ),
    row(
        "PortName",
        ("other name", "other names"),
        [
            ("name", models.CharField(max_length=200)),
            ("language", models.CharField(blank=True, max_length=10)),
            ("notes", models.CharField(blank=True, max_length=200)),
            refers("port", "port", "names", on_delete=models.CASCADE),
        ],
        constraints=[
            UniqueConstraint(F("port"), F("name"), name="portname_port_name_unique"),
        ],
    ),
    record(
        "Person",
        ("person", "people"),
        [
            ("name", models.CharField(max_length=200)),
            ("native_name", models.CharField(blank=True, max_length=200)),
            (
                "kind",
                models.CharField(
                    choices=[
                        ("expert", "expert"),
                        ("naval officer", "naval officer"),
                        ("officer", "officer"),
                        ("official", "official"),
                        ("head of government", "head of government"),
                        ("minister", "minister"),
                        ("ambassador", "ambassador"),
                        ("journalist", "journalist"),
                        ("author", "author"),
                        ("photo account", "photo account"),
                        ("unknown", "capacity not known"),
                        ("other", "other"),
                    ],
                    default="unknown",
                    max_length=30,
                    verbose_name="kind",
                ),
            ),
            (
                "kind_said",
                models.CharField(
                    blank=True, max_length=100, verbose_name="kind in the source's word"
                ),
            ),
            country(),
        ],
        constraints=[
            worded("person", "kind"),
        ],
    ),
    row(
        "Affiliation",
        ("affiliation", "affiliations"),
        [
            owned_key(),
            ("organisation", models.CharField(max_length=250)),
            ("role", models.CharField(blank=True, max_length=250)),
            *fuzzy("as_of", "as of"),
            refers("person", "person", "affiliations", on_delete=models.CASCADE),
        ],
        constraints=[
            UniqueConstraint(
                F("person"),
                F("organisation"),
                F("role"),
                F("as_of_edtf"),
                name="affiliation_unique",
            ),
        ],
    ),
    record(
        "Question",
        ("question", "questions"),
        [
            ("text", models.CharField(max_length=300)),
            ("introduction", models.TextField(blank=True)),
        ],
        ordering=("key",),
    ),
    record(
        "Theme",
        ("theme", "themes"),
        [
            ("name", models.CharField(max_length=200)),
            ("introduction", models.TextField(blank=True)),
        ],
    ),
    record(
        "Source",
        ("source", "sources"),
        [
            (
                "title",
                models.CharField(
                    help_text="In brackets when the title itself was not seen.", max_length=400
                ),
            ),
            ("publisher", models.CharField(blank=True, max_length=200)),
            (
                "author",
                models.CharField(blank=True, help_text="Separate several by “;”.", max_length=300),
            ),
            ("url", models.URLField(blank=True, max_length=800, verbose_name="URL")),
            (
                "archived_url",
                models.URLField(blank=True, max_length=800, verbose_name="archived URL"),
            ),
            ("accessed_on", models.DateField(blank=True, null=True)),
            *fuzzy("published", "published on"),
            ("language", models.CharField(blank=True, max_length=10)),
            (
                "kind",
                models.CharField(
                    choices=[
                        ("news", "news"),
                        ("official", "official"),
                        ("academic", "academic"),
                        ("social", "social media"),
                        ("photo", "photo"),
                        ("book", "book"),
                        ("unknown", "kind not known"),
                        ("other", "other"),
                    ],
                    default="unknown",
                    max_length=20,
                    verbose_name="kind",
                ),
            ),
            (
                "kind_said",
                models.CharField(blank=True, max_length=100, verbose_name="kind in its own word"),
            ),
            (
                "reliability",
                models.CharField(
                    blank=True,
                    choices=[
                        ("A", "A – completely reliable"),
                        ("B", "B – usually reliable"),
                        ("C", "C – fairly reliable"),
                        ("D", "D – not usually reliable"),
                        ("E", "E – unreliable"),
                        ("F", "F – reliability cannot be judged"),
                    ],
                    help_text="Empty means not graded.",
                    max_length=1,
                ),
            ),
        ],
        constraints=[
            known("source", "reliability", ["", "A", "B", "C", "D", "E", "F"]),
            worded("source", "kind"),
        ],
        ordering=("title", "key"),
    ),
    record(
        "Vessel",
        ("vessel", "vessels"),
        [
            ("name", models.CharField(max_length=200)),
            ("native_name", models.CharField(blank=True, max_length=200)),
            (
                "hull_type",
                models.CharField(
                    choices=[
                        ("aircraft carrier", "aircraft carrier"),
                        ("helicopter carrier", "helicopter carrier"),
                        ("helicopter destroyer", "helicopter destroyer"),
                        ("amphibious assault ship", "amphibious assault ship"),
                        ("amphibious transport", "amphibious transport"),
                        ("landing ship", "landing ship"),
                        ("cruiser", "cruiser"),
                        ("destroyer", "destroyer"),
                        ("frigate", "frigate"),
                        ("corvette", "corvette"),
                        ("offshore patrol vessel", "offshore patrol vessel"),
                        ("patrol vessel", "patrol vessel"),
                        ("mine countermeasures vessel", "mine countermeasures vessel"),
                        ("submarine", "submarine"),
                        ("replenishment ship", "replenishment ship"),
                        ("training ship", "training ship"),
                        ("hospital ship", "hospital ship"),
                        ("survey ship", "survey ship"),
                        ("rescue ship", "rescue ship"),
                        ("coast guard cutter", "coast guard cutter"),
                        ("unknown", "type not known"),
                        ("other", "other"),
                    ],
                    db_index=True,
                    default="unknown",
                    max_length=40,
                ),
            ),
            (
                "hull_type_said",
                models.CharField(
                    blank=True, help_text="The source's own word, where it differs.", max_length=100
                ),
            ),
            (
                "national_designator",
                models.CharField(
                    blank=True, help_text="The navy's own type, such as “DDH”.", max_length=20
                ),
            ),
            ("nato_designator", models.CharField(blank=True, max_length=20)),
            ("vessel_class", models.CharField(blank=True, max_length=100, verbose_name="class")),
            ("pennant", models.CharField(blank=True, max_length=30, verbose_name="pennant number")),
            (
                "imo",
                models.PositiveIntegerField(blank=True, null=True, unique=True, verbose_name="IMO"),
            ),
            wikidata(),
            (
                "commissioned_year",
                models.PositiveSmallIntegerField(
                    blank=True,
                    null=True,
                    validators=[
                        MinValueValidator(1700),
                        MaxValueValidator(2100),
                    ],
                ),
            ),
            may_refer("home_port", "port", "based_vessels"),
            refers("navy", "navy", "vessels"),
        ],
        constraints=[
            imo_check_digit(),
            worded("vessel", "hull_type"),
        ],
    ),
    row(
        "VesselIdentity",
        ("identity", "identities"),
        [
            owned_key(),
            ("name", models.CharField(max_length=200)),
            ("pennant", models.CharField(blank=True, max_length=30, verbose_name="pennant number")),
            (
                "mmsi",
                models.CharField(
                    blank=True,
                    max_length=9,
                    validators=[
                        RegexValidator("^\\d{9}$", "An MMSI has nine digits.", code="mmsi")
                    ],
                    verbose_name="MMSI",
                ),
            ),
            *fuzzy("from"),
            *fuzzy("to"),
            ("notes", models.CharField(blank=True, max_length=300)),
            may_refer("navy", "navy", "identities"),
            may_refer("source", "source", "identities"),
            refers("vessel", "vessel", "identities", on_delete=models.CASCADE),
        ],
        constraints=[
            ordered("vesselidentity", "from", "to"),
            UniqueConstraint(
                F("vessel"),
                F("name"),
                F("pennant"),
                F("from_edtf"),
                name="vesselidentity_unique",
            ),
            CheckConstraint(
                condition=Q(("mmsi", ""), ("mmsi__regex", "^[0-9]{9}$"), _connector="OR"),
                name="vesselidentity_mmsi_nine_digits",
            ),
        ],
    ),
    record(
        "Deployment",
        ("deployment", "deployments"),
        [
            ("summary", models.TextField(blank=True)),
            ("name", models.CharField(max_length=250)),
            *fuzzy("start"),
            *fuzzy("end"),
            refers("lead_navy", "navy", "led_deployments"),
            may_refer("origin_port", "port", "originating_deployments"),
        ],
        constraints=[
            ordered("deployment", "start", "end"),
        ],
        ordering=("key",),
    ),
    row(
        "Assignment",
        ("ship of the deployment", "ships of the deployment"),
        [
            owned_key(),
            (
                "role",
                models.CharField(
                    choices=[
                        ("flagship", "flagship"),
                        ("escort", "escort"),
                        ("support", "support"),
                        ("single ship", "single ship"),
                        ("member", "member"),
                        ("unknown", "role not known"),
                        ("other", "other"),
                    ],
                    default="unknown",
                    max_length=30,
                ),
            ),
            (
                "role_said",
                models.CharField(
                    blank=True, help_text="The source's own word, where it differs.", max_length=100
                ),
            ),
            *fuzzy("joined"),
            *fuzzy("left"),
            ("note", models.CharField(blank=True, max_length=300)),
            refers("deployment", "deployment", "assignments", on_delete=models.CASCADE),
            refers("vessel", "vessel", "assignments"),
        ],
        constraints=[
            ordered("assignment", "joined", "left"),
            UniqueConstraint(
                F("deployment"),
                F("vessel"),
                F("joined_edtf"),
                name="assignment_unique",
            ),
            worded("assignment", "role"),
        ],
    ),
    record(
        "Visit",
        ("visit", "visits"),
        [
            ("summary", models.TextField(blank=True)),
            *fuzzy("arrival"),
            *fuzzy("departure"),
            (
                "certainty",
                models.CharField(
                    choices=[
                        ("confirmed", "confirmed"),
                        ("reported", "reported"),
                        ("inferred", "inferred"),
                        ("planned", "planned"),
                        ("cancelled", "cancelled"),
                    ],
                    db_index=True,
                    default="reported",
                    max_length=12,
                ),
            ),
            (
                "purpose",
                models.CharField(
                    choices=[
                        ("port call", "port call"),
                        ("goodwill visit", "goodwill visit"),
                        ("bunkers", "bunkers"),
                        ("supplies", "supplies"),
                        ("crew change", "crew change"),
                        ("repair", "repair"),
                        ("awaiting orders", "awaiting orders"),
                        ("refuge", "refuge"),
                        ("technical stop", "technical stop"),
                        ("home port", "home port"),
                        ("exercise", "exercise"),
                        ("training", "training"),
                        ("exhibition", "exhibition"),
                        ("fleet week", "fleet week"),
                        ("humanitarian", "humanitarian"),
                        ("unknown", "purpose not known"),
                        ("other", "other"),
                    ],
                    default="unknown",
                    max_length=30,
                ),
            ),
            (
                "purpose_said",
                models.CharField(
                    blank=True, help_text="The source's own word, where it differs.", max_length=100
                ),
            ),
            may_refer("deployment", "deployment", "visits"),
            may_refer("host", "navy", "hosted_visits"),
            refers("port", "port", "visits"),
            may_refer(
                "superseded_by",
                "visit",
                "supersedes",
                help_text="What happened instead of this planned or cancelled stop.",
            ),
        ],
        constraints=[
            ordered("visit", "arrival", "departure"),
            known(
                "visit", "certainty", ["confirmed", "reported", "inferred", "planned", "cancelled"]
            ),
            worded("visit", "purpose"),
            CheckConstraint(
                condition=Q(
                    ("superseded_by__isnull", True),
                    Q(("superseded_by", F("id")), _negated=True),
                    _connector="OR",
                ),
                name="visit_not_superseded_by_itself",
            ),
            CheckConstraint(
                condition=Q(
                    ("superseded_by__isnull", True),
                    ("certainty__in", ("planned", "cancelled")),
                    _connector="OR",
                ),
                name="visit_superseded_only_if_planned_or_cancelled",
            ),
        ],
        ordering=("key",),
    ),
    row(
        "VisitParticipant",
        ("participant", "participants"),
        [
            owned_key(),
            country(),
            (
                "count",
                models.PositiveIntegerField(
                    blank=True,
                    help_text="How many ships; empty where no source gives a number.",
                    null=True,
                    validators=[MinValueValidator(1)],
                ),
            ),
            (
                "type",
                models.CharField(
                    blank=True, help_text="Such as “frigates and destroyers”.", max_length=100
                ),
            ),
            (
                "said",
                models.CharField(
                    blank=True,
                    help_text="The source's own words, such as a ship's name.",
                    max_length=200,
                ),
            ),
            ("note", models.CharField(blank=True, max_length=300)),
            *fuzzy("arrival", "own arrival"),
            *fuzzy("departure", "own departure"),
            ("berth", models.CharField(blank=True, max_length=200)),
            may_refer(
                "deployment",
                "deployment",
                "visit_participants",
                help_text="Where it differs from the visit's deployment.",
            ),
            may_refer(
                "identified_as",
                "vessel",
                "%(class)s_identifications",
                help_text="Found out later; cite the source. What was said stays.",
            ),
            may_refer("navy", "navy", "%(class)ss"),
            may_refer("vessel", "vessel", "%(class)ss"),
            refers("visit", "visit", "participants", on_delete=models.CASCADE),
        ],
        constraints=[
            CheckConstraint(
                condition=Q(
                    Q(("country", ""), _negated=True),
                    ("navy__isnull", False),
                    ("vessel__isnull", False),
                    _connector="OR",
                ),
                name="visitparticipant_says_who",
            ),
            CheckConstraint(
                condition=Q(("vessel__isnull", True), ("count", 1), _connector="OR"),
                name="visitparticipant_named_vessel_counts_one",
            ),
            CheckConstraint(
                condition=Q(("count__isnull", True), ("count__gte", 1), _connector="OR"),
                name="visitparticipant_count_at_least_one",
            ),
            CheckConstraint(
                condition=Q(
                    ("identified_as__isnull", True), ("vessel__isnull", True), _connector="OR"
                ),
                name="visitparticipant_identified_only_if_unnamed",
            ),
            ordered("visitparticipant", "arrival", "departure"),
            UniqueConstraint(
                F("visit"),
                F("country"),
                Coalesce("navy", 0),
                Coalesce("vessel", 0),
                F("type"),
                F("said"),
                name="visitparticipant_natural_key_unique",
            ),
        ],
    ),
    row(
        "VisitAttestation",
        ("attesting source", "attesting sources"),
        [
            refers("source", "source", "%(class)ss"),
            refers("participant", "visitparticipant", "attestations", on_delete=models.CASCADE),
        ],
        constraints=[
            UniqueConstraint(F("participant"), F("source"), name="visitattestation_unique"),
        ],
    ),
    record(
        "Exercise",
        ("exercise", "exercises"),
        [
            ("summary", models.TextField(blank=True)),
            (
                "lat",
                models.FloatField(
                    blank=True,
                    help_text="Degrees, north positive. Leave both empty where no source gives a position.",
                    null=True,
                    validators=[
                        MinValueValidator(-90),
                        MaxValueValidator(90),
                    ],
                    verbose_name="latitude",
                ),
            ),
            (
                "lon",
                models.FloatField(
                    blank=True,
                    help_text="Degrees, east positive.",
                    null=True,
                    validators=[
                        MinValueValidator(-180),
                        MaxValueValidator(180),
                    ],
                    verbose_name="longitude",
                ),
            ),
            (
                "radius_km",
                models.FloatField(
                    blank=True,
                    null=True,
                    validators=[MinValueValidator(0.001)],
                    verbose_name="radius in km",
                ),
            ),
            ("name", models.CharField(max_length=250)),
            (
                "kind",
                models.CharField(
                    choices=[
                        ("multilateral exercise", "multilateral exercise"),
                        ("bilateral exercise", "bilateral exercise"),
                        ("national exercise", "national exercise"),
                        ("passing exercise", "passing exercise"),
                        ("joint training", "joint training"),
                        ("air exercise", "air exercise"),
                        ("missile defence exercise", "missile defence exercise"),
                        ("multinational activation", "multinational activation"),
                        ("sanctions monitoring", "sanctions monitoring"),
                        ("maritime cooperative activity", "maritime cooperative activity"),
                        ("unknown", "kind not known"),
                        ("other", "other"),
                    ],
                    default="unknown",
                    max_length=40,
                    verbose_name="kind",
                ),
            ),
            (
                "kind_said",
                models.CharField(
                    blank=True, max_length=100, verbose_name="kind in the source's word"
                ),
            ),
            (
                "domain",
                models.CharField(
                    blank=True,
                    choices=[
                        ("maritime", "maritime"),
                        ("air", "air"),
                        ("land", "land"),
                        ("amphibious", "amphibious"),
                        ("cyber", "cyber"),
                        ("multi-domain", "multi-domain"),
                        ("other", "other"),
                    ],
                    max_length=20,
                ),
            ),
            (
                "series",
                models.CharField(
                    blank=True, help_text="Such as “RIMPAC”, of which this is one.", max_length=150
                ),
            ),
            ("area", models.CharField(blank=True, max_length=250)),
            *fuzzy("start"),
            *fuzzy("end"),
            (
                "certainty",
                models.CharField(
                    choices=[
                        ("confirmed", "confirmed"),
                        ("reported", "reported"),
                        ("inferred", "inferred"),
                        ("planned", "planned"),
                        ("cancelled", "cancelled"),
                    ],
                    db_index=True,
                    default="reported",
                    max_length=12,
                ),
            ),
        ],
        constraints=[
            CheckConstraint(
                condition=Q(
                    Q(("lat__isnull", True), ("lon__isnull", True)),
                    Q(("lat__isnull", False), ("lon__isnull", False)),
                    _connector="OR",
                ),
                name="exercise_lat_and_lon_both_or_neither",
            ),
            CheckConstraint(
                condition=Q(
                    ("lat__isnull", True),
                    Q(("lat__gte", -90), ("lat__lte", 90), ("lon__gte", -180), ("lon__lte", 180)),
                    _connector="OR",
                ),
                name="exercise_position_on_the_globe",
            ),
            ordered("exercise", "start", "end"),
            known(
                "exercise",
                "certainty",
                ["confirmed", "reported", "inferred", "planned", "cancelled"],
            ),
            worded("exercise", "kind"),
        ],
        ordering=("key",),
    ),
    row(
        "ExerciseParticipant",
        ("participant", "participants"),
        [
            owned_key(),
            country(),
            (
                "count",
                models.PositiveIntegerField(
                    blank=True,
                    help_text="How many ships; empty where no source gives a number.",
                    null=True,
                    validators=[MinValueValidator(1)],
                ),
            ),
            (
                "type",
                models.CharField(
                    blank=True, help_text="Such as “frigates and destroyers”.", max_length=100
                ),
            ),
            (
                "said",
                models.CharField(
                    blank=True,
                    help_text="The source's own words, such as a ship's name.",
                    max_length=200,
                ),
            ),
            ("note", models.CharField(blank=True, max_length=300)),
            refers("exercise", "exercise", "participants", on_delete=models.CASCADE),
            may_refer("navy", "navy", "%(class)ss"),
            may_refer(
                "identified_as",
                "vessel",
                "%(class)s_identifications",
                help_text="Found out later; cite the source. What was said stays.",
            ),
            may_refer("vessel", "vessel", "%(class)ss"),
        ],
        constraints=[
            CheckConstraint(
                condition=Q(
                    Q(("country", ""), _negated=True),
                    ("navy__isnull", False),
                    ("vessel__isnull", False),
                    _connector="OR",
                ),
                name="exerciseparticipant_says_who",
            ),
            CheckConstraint(
                condition=Q(("vessel__isnull", True), ("count", 1), _connector="OR"),
                name="exerciseparticipant_named_vessel_counts_one",
            ),
            CheckConstraint(
                condition=Q(("count__isnull", True), ("count__gte", 1), _connector="OR"),
                name="exerciseparticipant_count_at_least_one",
            ),
            CheckConstraint(
                condition=Q(
                    ("identified_as__isnull", True), ("vessel__isnull", True), _connector="OR"
                ),
                name="exerciseparticipant_identified_only_if_unnamed",
            ),
            UniqueConstraint(
                F("exercise"),
                F("country"),
                Coalesce("navy", 0),
                Coalesce("vessel", 0),
                F("type"),
                F("said"),
                name="exerciseparticipant_natural_key_unique",
            ),
        ],
    ),
    row(
        "ExerciseAttestation",
        ("attesting source", "attesting sources"),
        [
            refers("participant", "exerciseparticipant", "attestations", on_delete=models.CASCADE),
            refers("source", "source", "%(class)ss"),
        ],
        constraints=[
            UniqueConstraint(F("participant"), F("source"), name="exerciseattestation_unique"),
        ],
    ),
    record(
        "Engagement",
        ("engagement", "engagements"),
        [
            ("summary", models.TextField(blank=True)),
            ("name", models.CharField(max_length=250)),
            (
                "kind",
                models.CharField(
                    choices=[
                        ("ceremony", "ceremony"),
                        ("reception", "reception"),
                        ("talks", "talks"),
                        ("symposium", "symposium"),
                        ("exhibition", "exhibition"),
                        ("open day", "open day"),
                        ("unknown", "kind not known"),
                        ("other", "other"),
                    ],
                    default="unknown",
                    max_length=40,
                    verbose_name="kind",
                ),
            ),
            (
                "kind_said",
                models.CharField(
                    blank=True, max_length=100, verbose_name="kind in the source's word"
                ),
            ),
            *fuzzy("start"),
            *fuzzy("end"),
            (
                "people",
                models.ManyToManyField(
                    related_name="engagements",
                    through="deployments.EngagementPerson",
                    to="deployments.person",
                ),
            ),
            may_refer("port", "port", "engagements"),
            may_refer("visit", "visit", "engagements"),
        ],
        constraints=[
            ordered("engagement", "start", "end"),
            worded("engagement", "kind"),
        ],
        ordering=("key",),
    ),
    row(
        "EngagementPerson",
        ("person", "people"),
        [
            refers("engagement", "engagement", "engagement_people", on_delete=models.CASCADE),
            refers("person", "person", "engagement_people"),
        ],
        constraints=[
            UniqueConstraint(F("engagement"), F("person"), name="engagementperson_unique"),
        ],
    ),
    row(
        "EngagementCountry",
        ("country", "countries"),
        [
            country(),
            refers("engagement", "engagement", "engagement_countries", on_delete=models.CASCADE),
        ],
        constraints=[
            UniqueConstraint(F("engagement"), F("country"), name="engagementcountry_unique"),
            CheckConstraint(
                condition=Q(("country", ""), _negated=True),
                name="engagementcountry_country_given",
            ),
        ],
    ),
    record(
        "Commentary",
        ("commentary", "commentary"),
        [
            ("summary", models.TextField(blank=True)),
            *fuzzy("date"),
            (
                "medium",
                models.CharField(
                    choices=[
                        ("interview", "interview"),
                        ("email", "e-mail"),
                        ("speech", "speech"),
                        ("statement", "statement"),
                        ("talk", "talk"),
                        ("conference", "conference"),
                        ("article", "article"),
                        ("news article", "news article"),
                        ("report", "report"),
                        ("press release", "press release"),
                        ("press visit", "press visit"),
                        ("podcast", "podcast"),
                        ("television interview", "television interview"),
                        ("post", "post"),
                        ("unknown", "medium not known"),
                        ("other", "other"),
                    ],
                    default="unknown",
                    max_length=30,
                ),
            ),
            (
                "medium_said",
                models.CharField(
                    blank=True, help_text="The source's own word, where it differs.", max_length=100
                ),
            ),
            ("language", models.CharField(blank=True, max_length=10)),
            (
                "quote",
                models.CharField(
                    blank=True,
                    help_text="A few words, verbatim and without quotation marks.",
                    max_length=400,
                ),
            ),
            (
                "quote_locator",
                models.CharField(
                    blank=True, help_text="Where the quote stands in its source.", max_length=100
                ),
            ),
            ("second_hand", models.BooleanField(default=False)),
            refers("person", "person", "commentary"),
            may_refer(
                "via",
                "source",
                "relayed_commentary",
                help_text="The source through which it is known.",
            ),
        ],
        constraints=[
            worded("commentary", "medium"),
            CheckConstraint(
                condition=Q(
                    ("quote_locator", ""), Q(("quote", ""), _negated=True), _connector="OR"
                ),
                name="commentary_locator_only_with_a_quote",
            ),
        ],
        ordering=("key",),
    ),
    row(
        "CommentaryAffiliation",
        ("affiliation when said", "affiliations when said"),
        [
            refers("affiliation", "affiliation", "commentary_affiliations"),
            refers("commentary", "commentary", "commentary_affiliations", on_delete=models.CASCADE),
        ],
        constraints=[
            UniqueConstraint(
                F("commentary"), F("affiliation"), name="commentaryaffiliation_unique"
            ),
        ],
    ),
    row(
        "Answer",
        ("question answered", "questions answered"),
        [
            refers("commentary", "commentary", "answers", on_delete=models.CASCADE),
            refers("question", "question", "answers"),
        ],
        constraints=[
            UniqueConstraint(F("commentary"), F("question"), name="answer_unique"),
        ],
    ),
    row(
        "ThemePosition",
        ("position on a theme", "positions on themes"),
        [
            (
                "position",
                models.CharField(
                    choices=[("asserts", "asserts"), ("doubts", "doubts"), ("mixed", "is mixed")],
                    max_length=10,
                ),
            ),
            refers("commentary", "commentary", "theme_positions", on_delete=models.CASCADE),
            refers("theme", "theme", "theme_positions"),
        ],
        constraints=[
            UniqueConstraint(F("commentary"), F("theme"), name="themeposition_unique"),
            known("themeposition", "position", ["asserts", "doubts", "mixed"]),
        ],
    ),
    row(
        "Subject",
        ("subject", "subjects"),
        [
            country(),
            refers("commentary", "commentary", "subjects", on_delete=models.CASCADE),
            may_refer("deployment", "deployment", "commentary_subjects"),
            may_refer("engagement", "engagement", "commentary_subjects"),
            may_refer("exercise", "exercise", "commentary_subjects"),
            may_refer("navy", "navy", "commentary_subjects"),
            may_refer("person", "person", "commentary_subjects"),
            may_refer("port", "port", "commentary_subjects"),
            may_refer("vessel", "vessel", "commentary_subjects"),
            may_refer("visit", "visit", "commentary_subjects"),
        ],
        constraints=[
            exactly_one(
                "subject",
                (
                    "deployment",
                    "visit",
                    "exercise",
                    "engagement",
                    "navy",
                    "vessel",
                    "port",
                    "person",
                ),
                or_country=True,
            ),
        ],
    ),
    row(
        "Citation",
        ("citation", "citations"),
        [
            (
                "aspect",
                models.CharField(
                    choices=[
                        ("whole", "the whole record"),
                        ("dates", "dates"),
                        ("place", "place"),
                        ("participants", "participants"),
                        ("certainty", "certainty"),
                        ("identity", "identity"),
                    ],
                    default="whole",
                    max_length=20,
                ),
            ),
            (
                "stance",
                models.CharField(
                    choices=[
                        ("supports", "supports"),
                        ("contradicts", "contradicts"),
                        ("mentions", "mentions"),
                    ],
                    default="supports",
                    max_length=12,
                ),
            ),
            (
                "supports",
                models.CharField(
                    blank=True, help_text="What the source says, in our words.", max_length=500
                ),
            ),
            (
                "value",
                models.CharField(
                    blank=True,
                    help_text="The value as stated there, such as a date.",
                    max_length=200,
                ),
            ),
            (
                "locator",
                models.CharField(
                    blank=True, help_text="Page, paragraph or minute.", max_length=100
                ),
            ),
            (
                "credibility",
                models.PositiveSmallIntegerField(
                    blank=True,
                    choices=[
                        (1, "1 – confirmed by other sources"),
                        (2, "2 – probably true"),
                        (3, "3 – possibly true"),
                        (4, "4 – doubtful"),
                        (5, "5 – improbable"),
                        (6, "6 – truth cannot be judged"),
                    ],
                    help_text="Empty means not graded.",
                    null=True,
                ),
            ),
            may_refer("target_affiliation", "affiliation", "citations", on_delete=models.CASCADE),
            may_refer("target_assignment", "assignment", "citations", on_delete=models.CASCADE),
            may_refer("target_commentary", "commentary", "citations", on_delete=models.CASCADE),
            may_refer("target_deployment", "deployment", "citations", on_delete=models.CASCADE),
            may_refer("target_engagement", "engagement", "citations", on_delete=models.CASCADE),
            may_refer("target_exercise", "exercise", "citations", on_delete=models.CASCADE),
            may_refer(
                "target_exercise_participant",
                "exerciseparticipant",
                "citations",
                on_delete=models.CASCADE,
            ),
            may_refer("target_navy", "navy", "citations", on_delete=models.CASCADE),
            may_refer("target_person", "person", "citations", on_delete=models.CASCADE),
            may_refer("target_port", "port", "citations", on_delete=models.CASCADE),
            may_refer("target_question", "question", "citations", on_delete=models.CASCADE),
            refers("source", "source", "citings"),
            may_refer("target_source", "source", "citations", on_delete=models.CASCADE),
            may_refer(
                "via",
                "source",
                "relayed_citations",
                help_text="The source through which it is known, when it was not seen itself.",
            ),
            may_refer("target_theme", "theme", "citations", on_delete=models.CASCADE),
            may_refer("target_vessel", "vessel", "citations", on_delete=models.CASCADE),
            may_refer("target_visit", "visit", "citations", on_delete=models.CASCADE),
            may_refer(
                "target_visit_participant",
                "visitparticipant",
                "citations",
                on_delete=models.CASCADE,
            ),
        ],
        constraints=[
            exactly_one(
                "citation",
                (
                    "target_navy",
                    "target_vessel",
                    "target_port",
                    "target_person",
                    "target_question",
                    "target_theme",
                    "target_source",
                    "target_deployment",
                    "target_assignment",
                    "target_visit",
                    "target_visit_participant",
                    "target_exercise",
                    "target_exercise_participant",
                    "target_engagement",
                    "target_affiliation",
                    "target_commentary",
                ),
            ),
            CheckConstraint(
                condition=Q(
                    ("credibility__isnull", True),
                    ("credibility__in", [1, 2, 3, 4, 5, 6]),
                    _connector="OR",
                ),
                name="citation_credibility_known",
            ),
            known("citation", "stance", ["supports", "contradicts", "mentions"]),
            known(
                "citation",
                "aspect",
                ["whole", "dates", "place", "participants", "certainty", "identity"],
            ),
            CheckConstraint(
                condition=Q(
                    ("via__isnull", True),
                    Q(("via", F("source")), _negated=True),
                    _connector="OR",
                ),
                name="citation_not_via_itself",
            ),
            *(cited_once(target) for target in CITABLE),
        ],
    ),
    table(
        "RecordIndex",
        ("index row", None),
        [
            identity(),
            ("record_type", models.CharField(max_length=30)),
            ("record_id", models.PositiveBigIntegerField()),
            ("search_text", models.TextField(blank=True)),
            ("signature", models.CharField(blank=True, max_length=60)),
            ("public_digest", models.CharField(blank=True, max_length=64)),
            ("public_changed_at", models.DateTimeField(db_index=True, null=True)),
        ],
        constraints=[
            UniqueConstraint(F("record_type"), F("record_id"), name="recordindex_record_unique"),
        ],
    ),
    table(
        "TimelineEntry",
        ("timeline entry", "timeline entries"),
        [
            identity(),
            ("slug", models.CharField(max_length=160, unique=True)),
            (
                "kind",
                models.CharField(
                    blank=True,
                    choices=[
                        ("visit", "visit"),
                        ("exercise", "exercise"),
                        ("engagement", "engagement"),
                        ("departure", "departure"),
                        ("return", "return"),
                        ("statement", "statement"),
                    ],
                    max_length=12,
                ),
            ),
            ("in_stream", models.BooleanField(default=True)),
            ("certainty", models.CharField(blank=True, max_length=12)),
            ("sort_day", models.DateField(default=date(1, 1, 1))),
            ("possible_from", models.DateField(null=True)),
            ("possible_to", models.DateField(null=True)),
            ("certain_from", models.DateField(null=True)),
            ("certain_to", models.DateField(null=True)),
            refers("commentary", "commentary", "entries", on_delete=models.CASCADE, null=True),
            refers("deployment", "deployment", "entries", on_delete=models.CASCADE, null=True),
            refers("engagement", "engagement", "entries", on_delete=models.CASCADE, null=True),
            refers("exercise", "exercise", "entries", on_delete=models.CASCADE, null=True),
            refers("visit", "visit", "entries", on_delete=models.CASCADE, null=True),
        ],
        constraints=[
            exactly_one(
                "timelineentry",
                ("deployment", "visit", "exercise", "engagement", "commentary"),
                what="record",
            ),
            CheckConstraint(
                condition=Q(
                    Q(("possible_from__isnull", True), ("possible_to__isnull", True)),
                    ("possible_from__lte", F("possible_to")),
                    _connector="OR",
                ),
                name="timelineentry_bounds_in_order",
            ),
            CheckConstraint(
                condition=Q(
                    Q(("certain_from__isnull", True), ("certain_to__isnull", True)),
                    Q(
                        ("certain_from__gte", F("possible_from")),
                        ("certain_from__lte", F("certain_to")),
                        ("certain_to__lte", F("possible_to")),
                    ),
                    _connector="OR",
                ),
                name="timelineentry_certain_within_possible",
            ),
        ],
        indexes=[
            models.Index(
                F("in_stream"),
                models.OrderBy(F("sort_day"), descending=True),
                models.OrderBy(F("slug"), descending=True),
                name="entry_stream",
            ),
            models.Index(fields=["possible_from", "possible_to"], name="entry_possible"),
            models.Index(fields=["certain_from", "certain_to"], name="entry_certain"),
        ],
        ordering=("-sort_day", "-slug"),
    ),
    table(
        "TimelineFacet",
        ("timeline facet", None),
        [
            identity(),
            ("facet", models.CharField(max_length=12)),
            ("value", models.CharField(max_length=20)),
            refers("entry", "timelineentry", "facets", on_delete=models.CASCADE),
        ],
        constraints=[
            UniqueConstraint(F("entry"), F("facet"), F("value"), name="timelinefacet_unique"),
        ],
        indexes=[
            models.Index(fields=["facet", "value", "entry"], name="facet_value_entry"),
        ],
    ),
]


# What is worked out, or tells of changes itself, has no history.
WITHOUT_HISTORY = ("ChangeSet", "RecordIndex", "TimelineEntry", "TimelineFacet")
LATE = {
    "Vessel": ("home_port",),
    "VisitParticipant": ("identified_as", "vessel", "visit"),
    "VisitAttestation": ("participant",),
    "ExerciseParticipant": ("identified_as", "vessel"),
    "Citation": (
        *("source", "target_source", "via"),
        *("target_theme", "target_vessel", "target_visit", "target_visit_participant"),
    ),
}
HISTORY = [
    history_of(original, LATE.get(original.name, ()))
    for original in TABLES
    if original.name not in WITHOUT_HISTORY
]


class Migration(migrations.Migration):
    initial = True

    # The last of auth's migrations, not its first: each of them renders anew whatever refers to
    # users, and every history table does.
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [AtOnce([*TABLES, *HISTORY])]
