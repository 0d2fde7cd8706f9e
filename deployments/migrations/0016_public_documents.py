"""Documents of what is public, with the day of the last public change that the index had."""

from django.db import migrations, models

CARRY_OVER = """
INSERT INTO deployments_publicdocument
    (record_type, record_id, "key", text, digest, changed_at)
SELECT record_type, record_id, '#' || record_id, '', public_digest, public_changed_at
FROM deployments_recordindex
WHERE public_digest <> '' AND public_changed_at IS NOT NULL
"""

CARRY_BACK = """
UPDATE deployments_recordindex SET
    public_digest = COALESCE((
        SELECT digest FROM deployments_publicdocument known
        WHERE known.record_type = deployments_recordindex.record_type
        AND known.record_id = deployments_recordindex.record_id
    ), ''),
    public_changed_at = (
        SELECT changed_at FROM deployments_publicdocument known
        WHERE known.record_type = deployments_recordindex.record_type
        AND known.record_id = deployments_recordindex.record_id
    )
"""


class Migration(migrations.Migration):
    dependencies = [
        ("deployments", "0015_timeline_stretches"),
    ]

    operations = [
        migrations.CreateModel(
            name="PublicDocument",
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
                ("text", models.TextField()),
                ("digest", models.CharField(max_length=64)),
                ("changed_at", models.DateTimeField(db_index=True)),
            ],
            options={
                "verbose_name": "public document",
                "constraints": [
                    models.UniqueConstraint(
                        models.F("record_type"), models.F("record_id"), name="publicdocument_record"
                    ),
                    models.UniqueConstraint(
                        models.F("record_type"), models.F("key"), name="publicdocument_key"
                    ),
                ],
            },
        ),
        # When each record last changed in public is known here alone. The documents themselves,
        # with the keys they are found by, are written by the first rebuild ("prepare" runs it).
        migrations.RunSQL(CARRY_OVER, CARRY_BACK),
        migrations.RemoveField(
            model_name="recordindex",
            name="public_changed_at",
        ),
        migrations.RemoveField(
            model_name="recordindex",
            name="public_digest",
        ),
    ]
