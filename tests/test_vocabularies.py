"""Words of the sources in words of ours: synonyms, codes, qualified words, and false friends."""

from __future__ import annotations

import pytest
from django.db import models

from deployments.choices import (
    EngagementKind,
    ExerciseKind,
    HullType,
    Medium,
    OrganisationKind,
    Outcome,
    PersonKind,
    Purpose,
    Role,
    SourceKind,
)
from deployments.models import OWNED_MODELS, RECORD_MODELS
from deployments.vocabularies import GLOSSARIES, resolve, words_for

HULLS = {
    "aircraft carrier": "Carriers; nuclear-powered aircraft carrier; aircraft-carrier; CVN-72; CV",
    "helicopter carrier": "amphibious helicopter carrier",
    "helicopter destroyer": "DDH; DDH-183; Helicopter Destroyers",
    "amphibious assault ship": "LHD; LHA 6; Landing Helicopter Dock; LPH; amphibious assault ships",
    "amphibious transport": "amphibious transport dock; LPD; Landing Platform Dock",
    "landing ship": "dock landing ship; LSD; LST-4001; Landing Ship, Tank; Landing Ship Dock",
    "cruiser": "guided missile cruiser; CG 70; heavy cruiser; Cruiser, guided missile",
    "destroyer": "guided missile destroyer; Guided-missile Destroyers; DDG; DDG-51; DD; 駆逐艦",
    "frigate": "Frigates; FFG; FFGs; frégate; Fregatte; air defence frigate; anti-submarine "
    "frigate; frigate (F125 class); frigate FFG; destroyer escort; DE; FFM",
    "corvette": "missile corvettes; FSG; multi-purpose corvette",
    "offshore patrol vessel": "OPV; offshore patrol ship; multipurpose offshore patrol vessels",
    "patrol vessel": "patrol boats; fast patrol boat; patrol ship; PB",
    "mine countermeasures vessel": "mine countermeasures ship; minehunters; MCMV; coastal "
    "minehunter",
    "submarine": "attack submarine; ballistic missile submarine; SSN; SSNs; SSBN-730; "
    "diesel-electric submarine; U-boat; sous-marin",
    "replenishment ship": "AOR; T-AO; T-AKE 5; AOE-424; fleet oiler; Supply vessel; 補給艦",
    "training ship": "tall ship; sail training ship; nave scuola; TV-3508",
    "hospital ship": "hospital vessel; T-AH",
    "survey ship": "hydrographic survey vessel",
    "rescue ship": "submarine rescue ship; ASR",
    "coast guard cutter": "Coast Guard vessel; WMSL-750; offshore patrol cutter",
    "other": "submarine tender; submarine chaser; troop carrier; bulk carrier; frigate bird; "
    "destroyer tender; cabin cruiser; battle cruiser; oil tanker; frigates and destroyers; "
    "frigate/destroyer; frigate, destroyer; frigate or corvette; ex-destroyer; former frigate; "
    "escort of an aircraft carrier; anti-submarine; anti-submarine ship; landing craft; pilot "
    "cutter; not a frigate; type unknown; frigate DDG; XYZ; AS-39",
}
OTHERS: dict[type[models.TextChoices], dict[str, str]] = {
    Purpose: {
        "port call": "routine port call; scheduled port visit",
        "goodwill visit": "Historic goodwill visit; friendly visit; courtesy call",
        "repair": "emergency repairs; post-exercise maintenance",
        "bunkers": "refueling stop; fuelling",
        "humanitarian": "humanitarian aid",
        "other": "return to home port; relief supplies; cancelled port call; ship's business",
    },
    Outcome: {
        "made": "took place; went ahead",
        "not made": "canceled; Called off; did not take place",
        "called off by the visitor": "cancelled by the visiting navy",
        "refused by the host": "refused; Denied; entry denied; refused by host",
        "postponed": "put off; indefinitely postponed; rescheduled",
        "not found": "outcome not known",
        "other": "was never made; not postponed; weather; cancelled or postponed",
    },
    Role: {
        "flagship": "command flagship",
        "escort": "close escort; attached escort; escort (EUROMARFOR)",
        "member": "task group member",
        "other": "crew member; non-member; former flagship",
    },
    ExerciseKind: {
        "bilateral exercise": "annual bilateral exercises; bilateral naval exercise",
        "multilateral exercise": "trilateral exercise; large-scale multilateral exercise",
        "missile defence exercise": "ballistic missile defense exercise",
        "passing exercise": "PASSEX",
        "other": "anti-air exercise; fleet problem",
    },
    EngagementKind: {
        "ceremony": "welcome ceremony; opening ceremonies",
        "reception": "deck reception",
        "talks": "bilateral talks; staff talk",
        "open day": "open ship; public open days",
        "other": "press conference; regatta",
    },
    PersonKind: {
        "head of government": "prime minister; Japanese Prime Minister",
        "minister": "defence minister",
        "naval officer": "rear admiral; senior naval officers",
        "expert": "security expert; defence analyst",
        "other": "deputy minister; vice minister; former ambassador; goodwill ambassador; "
        "non-expert; press officer",
    },
    Medium: {
        "email": "e-mail; Emails",
        "interview": "telephone interview",
        "post": "blog post; tweet",
        "statement": "joint statement",
        "other": "letter",
    },
    SourceKind: {
        "official": "government; official statement",
        "social": "social media",
        "other": "semi-official; policy paper; pamphlet",
    },
    OrganisationKind: {
        "research institute": "think tank; naval research institutes",
        "international organisation": "international organization",
        "armed force": "Armed Forces; navy",
        "other": "ship's company; non-governmental organisation",
    },
}
CASES = [
    (vocabulary, word.strip(), value)
    for vocabulary, table in {HullType: HULLS, **OTHERS}.items()
    for value, words in table.items()
    for word in words.split(";")
]


@pytest.mark.parametrize(("vocabulary", "word", "value"), CASES)
def test_a_word_of_the_world_is_read_and_kept(
    vocabulary: type[models.TextChoices], word: str, value: str
) -> None:
    read = resolve(vocabulary, word)
    assert (read.value, read.said, read.known) == (value, word, value != "other")


@pytest.mark.parametrize("vocabulary", GLOSSARIES)
def test_our_own_words_stand_for_themselves(vocabulary: type[models.TextChoices]) -> None:
    for value in vocabulary.values:
        for written in (value, value.upper(), value.replace(" ", "_")):
            assert resolve(vocabulary, written).value == value
            assert resolve(vocabulary, written).said == ""


@pytest.mark.parametrize("vocabulary", GLOSSARIES)
def test_a_glossary_names_values_and_reads_all_that_it_lists(
    vocabulary: type[models.TextChoices],
) -> None:
    glossary = GLOSSARIES[vocabulary]
    listed = [
        *((value, word) for value, words in glossary.same.items() for word in words),
        *((value, word) for value, words in glossary.narrower.items() for word in words),
        *((value, code) for value, codes in glossary.codes.items() for code in codes.split()),
    ]
    assert [item for item in listed if resolve(vocabulary, item[1]).value != item[0]] == []
    assert {value for value, _word in listed} | set(glossary.wider) <= set(vocabulary.values)
    assert not [word for word in glossary.apart if resolve(vocabulary, word).known]


def test_every_open_vocabulary_has_a_glossary() -> None:
    rows = (*RECORD_MODELS, *OWNED_MODELS)
    used = {word.vocabulary for model in rows for word in model.open_words}
    assert used == set(GLOSSARIES)


def test_words_to_search_by_are_wider_than_those_that_are_read() -> None:
    found = set(words_for(HullType, "replenishment ship"))
    assert {"support ship", "oiler"} <= found
    assert "AOR" not in found
    assert not resolve(HullType, "support ship").known
