"""How often a record has changed: what tells a caller that somebody else was there meanwhile."""

from __future__ import annotations

from django.db import models
from django.db.models import F
from simple_history.models import HistoricalRecords


class VersionField(models.PositiveIntegerField):
    """The number of change sets that touched a record or a row that it owns.

    Only settling a change set raises it: saving a record leaves what is stored, so that no
    instance, however old, can put it back.
    """

    def pre_save(self, model_instance: models.Model, add: bool) -> int | F:
        """What a save writes: the value of a new row, the stored one again of any other."""
        return super().pre_save(model_instance, add) if add else F(self.attname)


class RowHistory(HistoricalRecords):
    """The history of a row without its version, which changes without the row itself."""

    def fields_included(self, model: type[models.Model] | models.Model) -> list[models.Field]:
        """The columns that the history keeps."""
        found: list[models.Field] = super().fields_included(model)
        return [field for field in found if not isinstance(field, VersionField)]
