"""Plain templates over models: as many rows as our pages show, told in a line each."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from deployments.models import Port

from . import records


def entries(request: HttpRequest) -> HttpResponse:
    """What happened last; of visits alone."""
    return _listed(request, records.visits()[: _rows(request)])


def visits(request: HttpRequest) -> HttpResponse:
    """The newest visits."""
    return _listed(request, records.visits()[: _rows(request)])


def visit(request: HttpRequest, key: str) -> HttpResponse:
    """One visit with its ships and sources."""
    row = get_object_or_404(records.visits(), key=key)
    return render(request, "plain/visit.html", {"visit": row})


def port(request: HttpRequest, key: str) -> HttpResponse:
    """A port with the newest visits to it."""
    row = get_object_or_404(Port.objects.published(), key=key)
    found = records.visits().filter(port=row)[: _rows(request)]
    return render(request, "plain/port.html", {"port": row, "visits": found})


def _listed(request: HttpRequest, rows: object) -> HttpResponse:
    return render(request, "plain/visits.html", {"visits": rows})


def _rows(request: HttpRequest) -> int:
    return int(request.GET.get("rows", 50))
