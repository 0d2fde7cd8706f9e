"""The log of public changes, which begins empty, and the addresses at which something was public.

Documents of before, which no rebuild has written yet, get the keys that they are found by.
"""

from django.db import migrations, models

from deployments.chunks import chunks

KINDS = (
    *("navy", "vessel", "port", "organisation", "person", "question", "theme", "source"),
    *("coverage", "deployment", "visit", "exercise", "engagement", "commentary"),
)
ONCE_PUBLIC = {"first_published_at__isnull": False, "status__in": ("published", "withdrawn")}
MANY = 500


def forwards(apps, schema_editor):
    using = schema_editor.connection.alias

    def rows(name):
        return apps.get_model("deployments", name)._base_manager.using(using)

    for kind in KINDS:
        _give_keys(rows(kind), rows("PublicDocument").filter(record_type=kind))
        once = rows(kind).filter(**ONCE_PUBLIC)
        redirects = rows("KeyRedirect").filter(record_type=kind)
        made = [*_tombstones(kind, once), *_moves(kind, once, redirects)]
        address = apps.get_model("deployments", "FormerAddress")
        rows("FormerAddress").bulk_create((address(**each) for each in made), batch_size=MANY)


def _give_keys(records, documents):
    nameless = documents.filter(key__startswith="#").values_list("pk", "record_id")
    for part in chunks(list(nameless), MANY):
        keys = dict(records.filter(pk__in=[pk for _, pk in part]).values_list("pk", "key"))
        for document, record in part:
            if record in keys:
                documents.filter(pk=document).update(key=keys[record])


def _tombstones(kind, once):
    withdrawn = once.filter(status="withdrawn").order_by("pk")
    for record in withdrawn.only("key", "withdrawn_on", "withdrawal_reason"):
        yield {
            "record_type": kind,
            "record_id": record.pk,
            "key": record.key,
            "withdrawn_on": record.withdrawn_on,
            "reason": record.withdrawal_reason,
        }


def _moves(kind, once, redirects):
    for part in chunks(redirects.order_by("pk").values_list("old_key", "record_id"), MANY):
        keys = dict(once.filter(pk__in=[pk for _, pk in part]).values_list("pk", "key"))
        for old, record in part:
            if keys.get(record, old) != old:
                yield {
                    "record_type": kind,
                    "record_id": record,
                    "key": old,
                    "present_key": keys[record],
                }


class Migration(migrations.Migration):
    dependencies = [
        ("deployments", "0017_public_facets"),
    ]

    operations = [
        migrations.CreateModel(
            name="FormerAddress",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("record_type", models.CharField(max_length=30)),
                ("record_id", models.PositiveBigIntegerField()),
                ("key", models.CharField(max_length=120)),
                ("present_key", models.CharField(blank=True, max_length=120)),
                ("withdrawn_on", models.DateField(null=True)),
                ("reason", models.CharField(blank=True, max_length=300)),
            ],
            options={
                "verbose_name": "former address",
                "indexes": [
                    models.Index(fields=["record_type", "record_id"], name="formeraddress_record")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("record_type"),
                        models.F("key"),
                        models.F("record_id"),
                        name="formeraddress_key",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PublicChange",
            fields=[
                ("position", models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                ("record_type", models.CharField(max_length=30)),
                ("record_id", models.PositiveBigIntegerField()),
                ("key", models.CharField(max_length=120)),
                (
                    "operation",
                    models.CharField(
                        choices=[
                            ("published", "published"),
                            ("changed", "changed"),
                            ("renamed", "renamed"),
                            ("withdrawn", "withdrawn"),
                            ("restored", "restored"),
                        ],
                        max_length=12,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "cause",
                    models.CharField(
                        choices=[
                            ("own", "own change"),
                            ("others", "change of others"),
                            ("rebuilt", "told in another way"),
                        ],
                        max_length=12,
                    ),
                ),
                ("causes", models.JSONField(default=list)),
                ("former", models.TextField(blank=True)),
            ],
            options={
                "verbose_name": "public change",
                "indexes": [
                    models.Index(fields=["record_type", "record_id"], name="publicchange_record")
                ],
            },
        ),
        migrations.RunPython(forwards, migrations.RunPython.noop),
    ]
