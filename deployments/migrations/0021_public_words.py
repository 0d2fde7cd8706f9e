"""The words by which the public finds documents and entries, and a full-text index of them.

They are empty until they are worked out, which ``prepare`` does after an update. On SQLite the
index is an FTS5 table with a row for each place, whose tokens are what stands between two spaces:
in its tokenizer every letter beyond ASCII belongs to a word. Triggers keep it in step, and add to a
table of all words, which nothing reads but searches for beginnings of words; there words may stay
that no row has any more.
"""

from django.db import migrations, models

import deployments.fields.words

MADE = {
    "sqlite": (
        """
        CREATE VIRTUAL TABLE deployments_publicwords_fts USING fts5
        (words, content='', tokenize=ascii)
        """,
        """
        CREATE TABLE deployments_publicwords_vocabulary (word TEXT PRIMARY KEY) WITHOUT ROWID
        """,
        """
        CREATE TRIGGER publicwords_added AFTER INSERT ON deployments_publicwords BEGIN
        INSERT INTO deployments_publicwords_fts (rowid, words) VALUES (new.place, new.words);
        INSERT INTO deployments_publicwords_fts (rowid, words) SELECT new.entry_place, new.words
        WHERE new.entry_place <> new.place;
        INSERT OR IGNORE INTO deployments_publicwords_vocabulary (word)
        SELECT value FROM json_each('["' || replace(new.words, ' ', '","') || '"]');
        END
        """,
        """
        CREATE TRIGGER publicwords_removed AFTER DELETE ON deployments_publicwords BEGIN
        INSERT INTO deployments_publicwords_fts (deployments_publicwords_fts, rowid, words)
        VALUES ('delete', old.place, old.words);
        INSERT INTO deployments_publicwords_fts (deployments_publicwords_fts, rowid, words)
        SELECT 'delete', old.entry_place, old.words WHERE old.entry_place <> old.place;
        END
        """,
        """
        CREATE TRIGGER publicwords_changed AFTER UPDATE ON deployments_publicwords BEGIN
        INSERT INTO deployments_publicwords_fts (deployments_publicwords_fts, rowid, words)
        VALUES ('delete', old.place, old.words);
        INSERT INTO deployments_publicwords_fts (deployments_publicwords_fts, rowid, words)
        SELECT 'delete', old.entry_place, old.words WHERE old.entry_place <> old.place;
        INSERT INTO deployments_publicwords_fts (rowid, words) VALUES (new.place, new.words);
        INSERT INTO deployments_publicwords_fts (rowid, words) SELECT new.entry_place, new.words
        WHERE new.entry_place <> new.place;
        INSERT OR IGNORE INTO deployments_publicwords_vocabulary (word)
        SELECT value FROM json_each('["' || replace(new.words, ' ', '","') || '"]');
        END
        """,
    ),
    "postgresql": (
        "CREATE INDEX deployments_publicwords_fts ON deployments_publicwords USING gin (words)",
    ),
}
UNDONE = {
    "sqlite": (
        "DROP TRIGGER publicwords_added",
        "DROP TRIGGER publicwords_removed",
        "DROP TRIGGER publicwords_changed",
        "DROP TABLE deployments_publicwords_fts",
        "DROP TABLE deployments_publicwords_vocabulary",
    ),
    "postgresql": ("DROP INDEX deployments_publicwords_fts",),
}


def make(apps, schema_editor):
    for statement in MADE[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def undo(apps, schema_editor):
    for statement in UNDONE[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [
        ("deployments", "0020_rebuild_progress"),
    ]

    operations = [
        migrations.CreateModel(
            name="PublicWords",
            fields=[
                ("place", models.BigIntegerField(primary_key=True, serialize=False)),
                ("entry_place", models.BigIntegerField(db_index=True, null=True)),
                ("record_type", models.CharField(max_length=30)),
                ("record_id", models.PositiveBigIntegerField()),
                ("words", deployments.fields.words.WordsField()),
            ],
            options={
                "verbose_name": "words of a search",
                "verbose_name_plural": "words of searches",
                "indexes": [
                    models.Index(fields=["record_type", "record_id"], name="publicwords_record")
                ],
            },
        ),
        migrations.RunPython(make, undo),
    ]
