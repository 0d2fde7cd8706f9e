"""What migrations that make tables share; Django takes no module named with ``_`` for a migration.

What many tables have is said once, in the functions below, and what a table's history repeats is
taken from the table (:func:`history_of`). What they give is what stored databases were made of: it
stays as it is, and a later change of the models is a migration of its own.
"""

from collections import Counter

import simple_history.models
from django.conf import settings
from django.core.validators import RegexValidator
from django.db import migrations, models
from django.db.migrations.operations.base import Operation, OperationCategory
from django.db.migrations.operations.fields import FieldOperation
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

from deployments import countries
from deployments.changes.versions import VersionField
from deployments.fields import EDTFField, KeyField, validate_edtf


class AtOnce(Operation):
    """Steps after which the models are rendered once, instead of once after each.

    Rendering costs far more than what a step does to an empty table. Every step sees the models as
    they are before all and after all, forwards and backwards. So no step may need what another
    does to the same table: a table that gets two columns, or a column and a constraint on it,
    takes two of these.
    """

    category = OperationCategory.MIXED
    reduces_to_sql = True
    reversible = True

    def __init__(self, steps):
        self.steps = steps

    def state_forwards(self, app_label, state):
        if "apps" in state.__dict__:
            del state.apps  # rendered again, whole, when it is next asked for
        state.is_delayed = False
        for step in self.steps:
            step.state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        for step in self.steps:
            step.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        for step in reversed(self.steps):
            step.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self):
        first, *others = (step.describe() for step in self.steps)
        return f"{first}, and {len(others)} more" if others else first


def rounds(steps):
    """Steps on columns, constraints and indexes, in as few :class:`AtOnce` as may be.

    The columns of a table follow one another, those of several tables go together; then come all
    conditions, then all that SQLite keeps as an index, which the others make anew with the table.
    """
    columns, conditions, indexes = [], [], []
    behind = Counter()
    for step in steps:
        if isinstance(step, FieldOperation):
            if behind[step.model_name] == len(columns):
                columns.append([])
            columns[behind[step.model_name]].append(step)
            behind[step.model_name] += 1
        elif isinstance(getattr(step, "constraint", None), UniqueConstraint) or isinstance(
            step, migrations.AddIndex
        ):
            indexes.append(step)
        else:
            conditions.append(step)
    return [AtOnce(together) for together in (*columns, conditions, indexes) if together]


# Fields -----------------------------------------------------------------------------------------


def key(**options):
    validator = RegexValidator(
        "^[a-z0-9]+(?:-+[a-z0-9]+)*$",
        "A key is made of lower-case letters a–z, digits and hyphens, such as “cavour-yokosuka”.",
        code="key",
    )
    return "key", KeyField(max_length=120, unique=True, validators=[validator], **options)


def identity():
    return (
        "id",
        models.BigAutoField(
            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
        ),
    )


def owned_key():
    return key(blank=True)


def version():
    return "version", VersionField(default=0, editable=False)


def record_fields(*, versioned):
    """What every record has."""
    return [
        key(help_text="Part of the public address; it stays when a fact in it is corrected."),
        (
            "status",
            models.CharField(
                choices=[(status, status) for status in STATUSES],
                db_index=True,
                default="draft",
                editable=False,
                max_length=12,
            ),
        ),
        ("first_published_at", models.DateTimeField(blank=True, editable=False, null=True)),
        ("withdrawn_on", models.DateField(blank=True, editable=False, null=True)),
        (
            "withdrawal_reason",
            models.CharField(
                blank=True,
                editable=False,
                max_length=300,
                verbose_name="public reason of the withdrawal",
            ),
        ),
        *([version()] if versioned else []),
        ("notes", models.TextField(blank=True, help_text="Shown to the public with the record.")),
        ("editor_notes", models.TextField(blank=True, help_text="For editors only; never public.")),
    ]


def fuzzy(stem, verbose_name=None):
    """The four columns of a fuzzy date."""

    def bound():
        return models.DateField(blank=True, db_index=True, editable=False, null=True)

    edtf = EDTFField(
        blank=True, max_length=64, validators=[validate_edtf], verbose_name=verbose_name or stem
    )
    return [
        (f"{stem}_edtf", edtf),
        (f"{stem}_words", models.CharField(blank=True, max_length=120)),
        (f"{stem}_earliest", bound()),
        (f"{stem}_latest", bound()),
    ]


def country():
    return (
        "country",
        models.CharField(
            blank=True,
            choices=countries.choices,
            db_index=True,
            help_text="Country, by its ISO 3166-1 code.",
            max_length=2,
        ),
    )


def wikidata():
    validator = RegexValidator(
        "^Q[1-9]\\d*$", "A Wikidata id is a Q and a number, such as “Q1067206”.", code="wikidata"
    )
    return "wikidata", models.CharField(blank=True, max_length=20, validators=[validator])


def refers(name, to, related_name, *, on_delete=models.PROTECT, **options):
    """A relation that is always given."""
    return name, models.ForeignKey(
        on_delete=on_delete, related_name=related_name, to=f"deployments.{to}", **options
    )


def may_refer(name, to, related_name, *, on_delete=models.PROTECT, **options):
    """A relation that may be missing."""
    return refers(name, to, related_name, on_delete=on_delete, null=True, blank=True, **options)


# Constraints ------------------------------------------------------------------------------------

STATUSES = ["draft", "in review", "published", "withdrawn"]


def known(table, field, values):
    return CheckConstraint(condition=Q((f"{field}__in", values)), name=f"{table}_{field}_known")


def publication(table):
    """What holds for every record."""
    return [
        CheckConstraint(
            condition=~Q(status="published") | Q(first_published_at__isnull=False),
            name=f"{table}_published_has_first_published_at",
        ),
        known(table, "status", STATUSES),
        CheckConstraint(condition=~Q(key=""), name=f"{table}_key_not_empty"),
    ]


def ordered(table, start, end):
    return CheckConstraint(
        condition=Q((f"{start}_earliest__isnull", True))
        | Q((f"{end}_latest__isnull", True))
        | Q((f"{end}_latest__gte", F(f"{start}_earliest"))),
        name=f"{table}_{end}_not_before_{start}",
    )


def worded(table, field):
    """*Other* comes with the source's own word."""
    return CheckConstraint(
        condition=~Q((field, "other")) | ~Q((f"{field}_said", "")),
        name=f"{table}_{field}_other_has_a_word",
    )


def exactly_one(table, targets, *, or_country=False, what="target"):
    """One of the targets is given, and no other."""
    given = [(Q((f"{name}__isnull", False)), Q((f"{name}__isnull", True))) for name in targets]
    if or_country:
        given.append((~Q(country=""), Q(country="")))
    condition = Q()
    for chosen in range(len(given)):
        one = Q()
        for place, (there, missing) in enumerate(given):
            one &= there if place == chosen else missing
        condition |= one
    return CheckConstraint(condition=condition, name=f"{table}_exactly_one_{what}")


def cited_once(target):
    return UniqueConstraint(
        condition=Q((f"target_{target}__isnull", False)),
        fields=(f"target_{target}", "source", "aspect", "supports"),
        name=f"citation_{target}_natural_key_unique",
    )


# Tables -----------------------------------------------------------------------------------------


def table(name, named, fields, *, constraints=(), indexes=(), **options):
    """A table, with its name for one row and, where people meet several, for several."""
    if constraints:
        options["constraints"] = constraints
    if indexes:
        options["indexes"] = indexes
    options["verbose_name"], plural = named
    if plural:
        options["verbose_name_plural"] = plural
    return migrations.CreateModel(name=name, fields=fields, options=options)


def record(name, named, fields, *, constraints=(), ordering=("name", "key"), versioned=True):
    """A record: an address of its own, a status, and what it says."""
    return table(
        name,
        named,
        [identity(), *record_fields(versioned=versioned), *fields],
        constraints=[*publication(name.lower()), *constraints],
        ordering=ordering,
        abstract=False,
    )


def row(name, named, fields, *, constraints):
    """A row that a record owns."""
    return table(
        name,
        named,
        [identity(), *fields],
        constraints=constraints,
        ordering=("pk",),
        abstract=False,
    )


def kept(field):
    """A column as the history keeps it, without its rules."""
    if isinstance(field, models.BigAutoField):
        return models.BigIntegerField(
            auto_created=True, blank=True, db_index=True, verbose_name="ID"
        )
    _, _, args, options = field.deconstruct()
    if isinstance(field, models.ForeignKey):
        options |= {
            "blank": True,
            "null": True,
            "db_constraint": False,
            "on_delete": models.DO_NOTHING,
            "related_name": "+",
        }
    elif options.pop("unique", False):
        options["db_index"] = True
    return type(field)(*args, **options)


def added(model, column):
    """The steps that add a column to a table and to its history."""
    name, field = column
    return [
        migrations.AddField(model_name=model, name=name, field=field),
        migrations.AddField(model_name=f"historical{model}", name=name, field=kept(field)),
    ]


def history_of(original, late=()):
    """The table of what a table's rows were: its columns without their rules, and the change.

    ``late`` names the relations whose columns stand after the others.
    """
    columns, relations = [], []
    for name, field in original.fields:
        if not isinstance(field, (models.ManyToManyField, VersionField)):
            kind = relations if isinstance(field, models.ForeignKey) else columns
            kind.append((name, kept(field)))
    relations += [
        refers("change_set", "changeset", "+"),
        (
            "history_user",
            models.ForeignKey(
                null=True,
                on_delete=models.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
    ]
    places = {name: place for place, name in enumerate(late, start=1)}
    return migrations.CreateModel(
        name=f"Historical{original.name}",
        fields=[
            *columns,
            ("history_id", models.AutoField(primary_key=True, serialize=False)),
            ("history_date", models.DateTimeField(db_index=True)),
            ("history_change_reason", models.CharField(max_length=100, null=True)),
            (
                "history_type",
                models.CharField(
                    choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                ),
            ),
            *sorted(relations, key=lambda relation: (places.get(relation[0], 0), relation[0])),
        ],
        options={
            "verbose_name": f"historical {original.options['verbose_name']}",
            "verbose_name_plural": f"historical {original.options['verbose_name_plural']}",
            "ordering": ("-history_date", "-history_id"),
            "get_latest_by": ("history_date", "history_id"),
        },
        bases=(simple_history.models.HistoricalChanges, models.Model),
    )
