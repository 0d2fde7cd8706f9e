"""Words for who speaks and how: people, media, sources and organisations."""

from __future__ import annotations

from ..choices import Medium, OrganisationKind, PersonKind, SourceKind
from .glossary import Glossary

PEOPLE = Glossary(
    same={
        PersonKind.EXPERT: ("analyst", "researcher", "scholar", "academic"),
        PersonKind.HEAD_OF_GOVERNMENT: ("prime minister", "premier"),
        PersonKind.JOURNALIST: ("reporter", "correspondent"),
        PersonKind.AUTHOR: ("writer",),
    },
    narrower={
        PersonKind.EXPERT: ("professor",),
        PersonKind.NAVAL_OFFICER: ("navy officer", "admiral", "rear admiral", "vice admiral"),
        PersonKind.OFFICER: ("army officer", "air force officer", "military officer"),
    },
    apart=("goodwill ambassador", "brand ambassador", "petty officer"),
    alone=("officer", "academic", "premier", "photo account"),
)

MEDIA = Glossary(
    same={
        Medium.EMAIL: ("e-mail",),
        Medium.NEWS_ARTICLE: ("newspaper article", "news report", "news story"),
        Medium.ARTICLE: ("op-ed", "opinion piece", "essay", "commentary"),
        Medium.PRESS_RELEASE: ("news release", "media release"),
        Medium.TELEVISION_INTERVIEW: ("TV interview",),
        Medium.POST: ("tweet", "social media post"),
        Medium.TALK: ("lecture",),
    },
    apart=("command post",),
    alone=("commentary",),
)

SOURCES = Glossary(
    same={
        SourceKind.NEWS: ("press", "news article", "newspaper"),
        SourceKind.OFFICIAL: ("government", "official statement", "press release"),
        SourceKind.ACADEMIC: ("paper", "academic paper", "journal article"),
        SourceKind.SOCIAL: ("social media", "social media post", "tweet"),
        SourceKind.PHOTO: ("photograph", "image"),
    },
    apart=("white paper", "policy paper", "briefing paper", "position paper"),
)

ORGANISATIONS = Glossary(
    same={
        OrganisationKind.GOVERNMENT: ("ministry", "government department"),
        OrganisationKind.ARMED_FORCE: ("navy", "army", "air force", "military"),
        OrganisationKind.MISSION: ("embassy", "consulate", "consulate general"),
        OrganisationKind.INTERNATIONAL: ("intergovernmental organisation",),
        OrganisationKind.RESEARCH: ("think tank", "research centre", "research institution"),
        OrganisationKind.NEWS_MEDIUM: ("news media", "newspaper", "magazine", "broadcaster"),
        OrganisationKind.NEWS_AGENCY: ("press agency", "wire service"),
        OrganisationKind.COMPANY: ("firm", "corporation"),
    },
    apart=("rifle company", "ship's company", "shadow government"),
)
