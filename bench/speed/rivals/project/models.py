"""Plain tables with the columns of the files that are imported, and no more."""

from django.db import models


class Port(models.Model):
    key = models.CharField(max_length=120, unique=True)

    def __str__(self) -> str:
        return self.key


class Source(models.Model):
    key = models.CharField(max_length=120, unique=True)
    title = models.CharField(max_length=400)
    publisher = models.CharField(max_length=200, blank=True)
    url = models.URLField(max_length=800, blank=True)
    published_edtf = models.CharField(max_length=100, blank=True)
    language = models.CharField(max_length=10, blank=True)
    kind = models.CharField(max_length=20)

    def __str__(self) -> str:
        return self.title


class Visit(models.Model):
    key = models.CharField(max_length=120, unique=True)
    port = models.ForeignKey(Port, on_delete=models.PROTECT)
    arrival_edtf = models.CharField(max_length=100, blank=True)
    departure_edtf = models.CharField(max_length=100, blank=True)
    certainty = models.CharField(max_length=12)
    purpose = models.CharField(max_length=30)
    summary = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.key


class Citation(models.Model):
    record_key = models.ForeignKey(Visit, on_delete=models.CASCADE)
    source = models.ForeignKey(Source, on_delete=models.PROTECT)
    aspect = models.CharField(max_length=20)
    supports = models.CharField(max_length=500, blank=True)
    locator = models.CharField(max_length=100, blank=True)

    def __str__(self) -> str:
        return self.supports
