"""Organisations, what is covered, and translations of what records say."""

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import migrations, models
from django.db.models import CASCADE, CheckConstraint, Q, UniqueConstraint

from deployments.migrations._tables import (
    AtOnce,
    added,
    cited_once,
    country,
    exactly_one,
    fuzzy,
    history_of,
    known,
    may_refer,
    ordered,
    record,
    row,
    wikidata,
    worded,
)

CITABLE = (
    *("navy", "vessel", "port", "organisation", "person", "question", "theme", "source"),
    *("deployment", "assignment", "visit", "visit_participant", "exercise"),
    *("exercise_participant", "engagement", "coverage", "affiliation", "commentary"),
)
TRANSLATED = (
    *("navy", "port", "organisation", "person", "question", "theme", "vessel", "source"),
    *("coverage", "deployment", "visit", "exercise", "engagement", "commentary"),
)
FOLLOWED = ["everything", "deployments", "visits", "exercises", "engagements", "commentary"]
TEXTS = ["name", "title", "text", "summary", "introduction", "notes"]


def target(name):
    return may_refer(f"target_{name}", name, "citations", on_delete=CASCADE)


def translated_once(name):
    return UniqueConstraint(
        condition=Q((f"record_{name}__isnull", False)),
        fields=(f"record_{name}", "text_of", "language"),
        name=f"translation_{name}_text_and_language_unique",
    )


ORGANISATION = record(
    "Organisation",
    ("organisation", "organisations"),
    [
        ("name", models.CharField(max_length=250)),
        ("native_name", models.CharField(blank=True, max_length=250)),
        (
            "other_names",
            models.CharField(
                blank=True,
                help_text="Former names and those in other languages. Separate several by “;”.",
                max_length=500,
            ),
        ),
        ("abbreviation", models.CharField(blank=True, max_length=30)),
        (
            "kind",
            models.CharField(
                choices=[
                    ("government", "government"),
                    ("armed force", "armed force"),
                    ("diplomatic mission", "diplomatic mission"),
                    ("international organisation", "international organisation"),
                    ("research institute", "research institute"),
                    ("university", "university"),
                    ("news medium", "news medium"),
                    ("news agency", "news agency"),
                    ("company", "company"),
                    ("association", "association"),
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
            models.CharField(blank=True, max_length=100, verbose_name="kind in the source's word"),
        ),
        country(),
        wikidata(),
    ],
    constraints=[worded("organisation", "kind")],
)
COVERAGE = record(
    "Coverage",
    ("coverage", "coverage"),
    [
        country(),
        (
            "followed",
            models.CharField(
                choices=[(followed, followed) for followed in FOLLOWED],
                default="visits",
                help_text="Which records were looked for.",
                max_length=20,
            ),
        ),
        *fuzzy("since", "from"),
        *fuzzy("until", "to"),
        (
            "completeness",
            models.CharField(
                choices=[
                    ("complete", "complete"),
                    ("most", "most of it"),
                    ("sample", "a sample"),
                    ("unknown", "not known"),
                ],
                default="unknown",
                help_text="How much of what happened the records hold.",
                max_length=12,
            ),
        ),
        may_refer("navy", "navy", "coverage"),
        may_refer("port", "port", "coverage"),
    ],
    constraints=[
        known("coverage", "followed", FOLLOWED),
        known("coverage", "completeness", ["complete", "most", "sample", "unknown"]),
        exactly_one("coverage", ("navy", "port"), or_country=True, what="whom"),
        ordered("coverage", "since", "until"),
    ],
    ordering=("key",),
)
TRANSLATION = row(
    "Translation",
    ("translation", "translations"),
    [
        (
            "text_of",
            models.CharField(
                choices=[(text, text) for text in TEXTS],
                help_text="Which text of the record it is.",
                max_length=20,
            ),
        ),
        (
            "language",
            models.CharField(
                help_text="Such as “it” or “ja”.",
                max_length=20,
                validators=[
                    RegexValidator(
                        "^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$",
                        "A language is a code such as “it”, “ja” or “pt-BR”.",
                        code="language",
                    )
                ],
            ),
        ),
        ("text", models.TextField()),
        (
            "translator",
            models.CharField(
                blank=True,
                help_text="Who translated it; say so if a machine did.",
                max_length=200,
            ),
        ),
        *(
            may_refer(f"record_{name}", name, "translations", on_delete=CASCADE)
            for name in sorted(TRANSLATED)
        ),
    ],
    constraints=[
        known("translation", "text_of", TEXTS),
        CheckConstraint(condition=~Q(text=""), name="translation_text_given"),
        *(translated_once(name) for name in TRANSLATED),
        exactly_one("translation", [f"record_{name}" for name in TRANSLATED], what="record"),
    ],
)
HISTORY = [
    history_of(ORGANISATION),
    history_of(COVERAGE),
    history_of(TRANSLATION, ("record_organisation",)),
]

HOST = "The organisation that hosted it"
NAMED = {
    "affiliation": may_refer(
        "organisation_record",
        "organisation",
        "affiliations",
        help_text="The organisation that the text means. The text stays as it is.",
        verbose_name="organisation's record",
    ),
    "citation": target("organisation"),
    "engagement": may_refer(
        "host_organisation", "organisation", "hosted_engagements", help_text=f"{HOST}."
    ),
    "exercise": may_refer(
        "host_organisation", "organisation", "hosted_exercises", help_text=f"{HOST}."
    ),
    "source": may_refer(
        "publisher_record",
        "organisation",
        "published_sources",
        help_text="The organisation that “publisher” means. The text stays as it is.",
        verbose_name="publisher's record",
    ),
    "visit": may_refer(
        "host_organisation",
        "organisation",
        "hosted_visits",
        help_text=f"{HOST}, where it is no navy.",
    ),
}
"""By table, the column that names an organisation."""


def says_organisation(model):
    """The text that was there before there were organisations to name."""
    text = models.CharField(help_text="As the source names it, or in short.", max_length=250)
    return migrations.AlterField(model_name=model, name="organisation", field=text)


class Migration(migrations.Migration):
    dependencies = [
        ("deployments", "0004_record_versions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        AtOnce(
            [ORGANISATION, COVERAGE, TRANSLATION, *HISTORY, *added("citation", target("coverage"))]
        ),
        AtOnce(
            [
                says_organisation("affiliation"),
                says_organisation("historicalaffiliation"),
                *(step for table, column in NAMED.items() for step in added(table, column)),
            ]
        ),
        AtOnce(
            [
                migrations.AddConstraint(model_name="citation", constraint=cited_once(name))
                for name in ("organisation", "coverage")
            ]
        ),
        AtOnce(
            [
                migrations.RemoveConstraint(
                    model_name="citation", name="citation_exactly_one_target"
                ),
                migrations.AddConstraint(
                    model_name="citation",
                    constraint=exactly_one("citation", [f"target_{name}" for name in CITABLE]),
                ),
            ]
        ),
    ]
