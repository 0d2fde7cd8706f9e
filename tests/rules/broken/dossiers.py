"""Dossiers that say nothing, too much, or what nobody sees."""

from __future__ import annotations

from deployments.models import Dossier
from tests import factories as make
from tests.rules.broken.registry import breaks


def laid_out() -> Dossier:
    """A dossier with one section, which names a record."""
    dossier: Dossier = make.DossierFactory()
    make.DossierSectionFactory(dossier=dossier, number=1)
    make.DossierItemFactory(dossier=dossier, port=make.published(make.PortFactory()))
    return dossier


@breaks("no-introduction", impossible=True)
def no_introduction() -> Dossier:
    dossier: Dossier = make.DossierFactory(introduction="")
    return dossier


@breaks("no-section", impossible=True)
def no_section() -> Dossier:
    dossier: Dossier = make.DossierFactory()
    return dossier


@breaks("in-no-section", impossible=True)
def in_no_section() -> Dossier:
    dossier = laid_out()
    make.DossierItemFactory(dossier=dossier, section=9)
    return dossier


@breaks("too-much-for-a-dossier", impossible=True)
def too_many_sections() -> Dossier:
    dossier = laid_out()
    for number in range(2, 22):
        make.DossierSectionFactory(dossier=dossier, number=number)
    return dossier


@breaks("names-what-is-not-public")
def names_a_draft() -> Dossier:
    dossier = laid_out()
    make.DossierItemFactory(dossier=dossier)
    return make.published(dossier)
