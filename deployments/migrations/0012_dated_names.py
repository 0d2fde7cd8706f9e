"""Names of people, organisations and ports in time; what tells records of one name apart."""

from django.conf import settings
from django.db import migrations, models
from django.db.models import CASCADE, CheckConstraint, F, Q, UniqueConstraint

from deployments.migrations._permissions import everyday
from deployments.migrations._tables import (
    AtOnce,
    added,
    country,
    fuzzy,
    history_of,
    may_refer,
    ordered,
    refers,
    rounds,
    row,
)

NEW = ("personname", "organisationname")


def names_of(owner):
    """The table of the other names of ``owner``."""
    table = f"{owner}name"
    return row(
        f"{owner.capitalize()}Name",
        ("other name", "other names"),
        [
            ("name", models.CharField(max_length=250)),
            ("language", models.CharField(blank=True, max_length=10)),
            ("notes", models.CharField(blank=True, max_length=200)),
            *fuzzy("from"),
            *fuzzy("to"),
            refers(owner, owner, "names", on_delete=CASCADE),
            may_refer("source", "source", "%(class)ss"),
        ],
        constraints=[
            UniqueConstraint(F(owner), F("name"), F("from_edtf"), name=f"{table}_unique"),
            ordered(table, "from", "to"),
        ],
    )


PERSON_NAME, ORGANISATION_NAME = names_of("person"), names_of("organisation")
_, COUNTRY = country()
COUNTRY.help_text = "Only where it lay in another country then: that one."
PORT_NAME = [
    *fuzzy("from"),
    *fuzzy("to"),
    ("country", COUNTRY),
    may_refer("source", "source", "%(class)ss"),
]


def grant(apps, schema_editor):
    """Give both groups what they have for every other kind of row."""
    database = schema_editor.connection.alias
    permissions = everyday(apps, database, NEW)
    for group in groups(apps, database):
        group.permissions.add(*permissions)


def take_back(apps, schema_editor):
    """Take it from both groups; the permissions belong to the models."""
    database = schema_editor.connection.alias
    for group in groups(apps, database):
        group.permissions.remove(*everyday(apps, database, NEW))


def groups(apps, database):
    found = apps.get_model("auth", "Group").objects.using(database)
    return found.filter(name__in=("editor", "publisher"))


def altered(table, name, field):
    """The steps that change a column that the history repeats as it is."""
    return [
        migrations.AlterField(model_name=model, name=name, field=field)
        for model in (table, f"historical{table}")
    ]


class Migration(migrations.Migration):
    dependencies = [
        ("deployments", "0011_country_said"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        AtOnce(
            [
                *(PERSON_NAME, ORGANISATION_NAME),
                *(history_of(PERSON_NAME), history_of(ORGANISATION_NAME)),
                migrations.RemoveConstraint("portname", "portname_port_name_unique"),
            ]
        ),
        *rounds(
            [
                *(step for column in PORT_NAME for step in added("portname", column)),
                *altered("portname", "name", models.CharField(max_length=250)),
                migrations.AddConstraint(
                    model_name="portname",
                    constraint=UniqueConstraint(
                        F("port"), F("name"), F("country"), F("from_edtf"), name="portname_unique"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="portname",
                    constraint=CheckConstraint(
                        condition=Q(country="") | ~Q(from_edtf="") | ~Q(to_edtf=""),
                        name="portname_country_is_dated",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="portname", constraint=ordered("portname", "from", "to")
                ),
                *altered(
                    "organisation",
                    "other_names",
                    models.CharField(
                        blank=True,
                        help_text="Names without dates. Separate several by “;”; dated ones have rows "
                        "below.",
                        max_length=500,
                    ),
                ),
                migrations.AddField(
                    model_name="recordindex",
                    name="apart",
                    field=models.CharField(blank=True, default="", max_length=400),
                    preserve_default=False,
                ),
                migrations.AddField(
                    model_name="recordindex",
                    name="called",
                    field=models.CharField(blank=True, default="", max_length=400),
                    preserve_default=False,
                ),
                migrations.AddIndex(
                    model_name="recordindex",
                    index=models.Index(fields=["record_type", "called"], name="recordindex_called"),
                ),
            ]
        ),
        migrations.RunPython(grant, take_back),
    ]
