"""What a record still lacks, worked out in the query of a list so that it costs no further ones."""

from __future__ import annotations

from functools import cache

from django.db.models import (
    BooleanField,
    Case,
    Exists,
    ForeignObjectRel,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.expressions import NegatedExpression
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..choices import Status
from ..models import Citation, OwnedRow, Record
from ..services.gate import owned_model

Condition = Q | Exists | NegatedExpression

PREFIX = "lacks_"

LABELS = {
    "source": gettext_lazy("source"),
    "published_source": gettext_lazy("published source"),
    "participants": gettext_lazy("participants"),
    "assignments": gettext_lazy("ships"),
    "dates": gettext_lazy("dates"),
    "position": gettext_lazy("position"),
    "affiliations": gettext_lazy("affiliation"),
    "answers": gettext_lazy("question"),
    "summary": gettext_lazy("summary"),
}
"""What may be missing, in the words of the column and the filter."""


@cache
def conditions(model: type[Record]) -> dict[str, Condition]:
    """By word, when something is missing; words that start with ``public:`` name a relation."""
    found: dict[str, Condition] = {}
    if model.is_occurrence:
        cited = Citation.objects.filter(**{f"target_{model.record_type}": OuterRef("pk")})
        found["source"] = ~Exists(cited)
        found["published_source"] = Exists(cited) & ~Exists(
            cited.filter(source__status=Status.PUBLISHED)
        )
        found["dates"] = Q(**{date.edtf: "" for date in model.fuzzy_dates})
    for owned in ("participants", "assignments", "affiliations", "answers"):
        if owned in model.owned:
            found[owned] = ~Exists(_owned(model, owned))
    if model.record_type == "port":
        found["position"] = Q(lat__isnull=True)
    if model.record_type == "commentary":
        found["summary"] = Q(summary="")
    public: dict[str, Q] = {}
    for name in model.required:
        public[f"public:{name}"] = Q(**{f"{name}__isnull": False}) & ~Q(
            **{f"{name}__status": Status.PUBLISHED}
        )
    for owned in model.owned:
        for name in owned_model(model, owned).needed:
            rows = _owned(model, owned).filter(**{f"{name}__isnull": False})
            hidden = Q(Exists(rows.exclude(**{f"{name}__status": Status.PUBLISHED})))
            public[f"public:{name}"] = public.get(f"public:{name}", Q(pk__in=[])) | hidden
    return {**found, **public}


def _owned(model: type[Record], related_name: str) -> QuerySet[OwnedRow]:
    relation = model._meta.get_field(related_name)
    assert isinstance(relation, ForeignObjectRel)
    return owned_model(model, related_name)._default_manager.filter(
        **{relation.field.name: OuterRef("pk")}
    )


def annotated(queryset: QuerySet[Record]) -> QuerySet[Record]:
    """``queryset`` with a truth value for each thing that may be missing."""
    model = queryset.model
    found = {
        f"{PREFIX}{_column(word)}": _as_value(condition)
        for word, condition in conditions(model).items()
    }
    return queryset.annotate(**found)


def missing(record: Record) -> list[str]:
    """What an annotated record lacks, in words."""
    return [
        label(word, type(record))
        for word in conditions(type(record))
        if getattr(record, f"{PREFIX}{_column(word)}", False)
    ]


def label(word: str, model: type[Record]) -> str:
    """A missing thing in words."""
    kind, _sep, name = word.rpartition(":")
    if not kind:
        return str(LABELS[word])
    return _("%(relation)s not published") % {"relation": name.replace("_", " ")}


def _column(word: str) -> str:
    return word.replace(":", "_")


def _as_value(condition: Condition) -> Case:
    return Case(
        When(condition, then=Value(True)), default=Value(False), output_field=BooleanField()
    )
