"""Words for what ships do: roles, purposes of calls, exercises, engagements, outcomes of plans."""

from __future__ import annotations

from ..choices import EngagementKind, ExerciseKind, Outcome, Purpose, Role
from .glossary import Glossary

ROLES = Glossary(
    same={Role.SINGLE_SHIP: ("solo", "single"), Role.ESCORT: ("screen",)},
    narrower={Role.ESCORT: ("escort (EUROMARFOR)",)},
    apart=("crew member", "staff member", "family member", "fire support"),
    alone=("solo", "single", "screen"),
)

PURPOSES = Glossary(
    same={
        Purpose.PORT_CALL: ("port visit",),
        Purpose.GOODWILL_VISIT: (
            "goodwill",
            "goodwill call",
            "goodwill port call",
            "goodwill port visit",
            "friendly visit",
            "friendship visit",
            "courtesy visit",
            "courtesy call",
        ),
        Purpose.BUNKERS: ("bunkering", "refuelling", "fuelling", "refuelling stop", "fuel stop"),
        Purpose.SUPPLIES: ("replenishment", "resupply", "provisions", "provisioning"),
        Purpose.CREW_CHANGE: ("crew rotation", "crew swap", "change of crew"),
        Purpose.REPAIR: ("maintenance", "repairs"),
        Purpose.REFUGE: ("shelter", "storm shelter"),
        Purpose.TECHNICAL_STOP: ("technical call", "technical stopover"),
        Purpose.HOME_PORT: ("homeport",),
        Purpose.HUMANITARIAN: (
            "humanitarian assistance",
            "humanitarian aid",
            "disaster relief",
            "humanitarian assistance and disaster relief",
            "HADR",
        ),
    },
    apart=("relief supplies", "medical supplies", "humanitarian supplies"),
    alone=("goodwill", "shelter"),
)

EXERCISES = Glossary(
    same={
        ExerciseKind.PASSING: ("passex", "passage exercise"),
        ExerciseKind.MULTILATERAL: ("multinational exercise", "international exercise"),
        ExerciseKind.JOINT_TRAINING: ("joint exercise", "joint training exercise"),
        ExerciseKind.MISSILE_DEFENCE: (
            "ballistic missile defence exercise",
            "air and missile defence exercise",
            "integrated air and missile defence exercise",
        ),
        ExerciseKind.SANCTIONS_MONITORING: ("sanctions enforcement", "sanctions watch"),
        ExerciseKind.COOPERATIVE_ACTIVITY: ("multilateral maritime cooperative activity", "MCA"),
    },
    narrower={
        ExerciseKind.MULTILATERAL: (
            "trilateral exercise",
            "quadrilateral exercise",
            "multilateral naval exercise",
            "multilateral maritime exercise",
        ),
        ExerciseKind.BILATERAL: ("bilateral naval exercise", "bilateral maritime exercise"),
    },
)

ENGAGEMENTS = Glossary(
    same={
        EngagementKind.OPEN_DAY: ("open ship", "ship open to the public", "open house"),
        EngagementKind.SYMPOSIUM: ("seminar", "conference"),
        EngagementKind.TALKS: ("staff talks", "consultations"),
        EngagementKind.EXHIBITION: ("exposition",),
    },
    narrower={EngagementKind.RECEPTION: ("cocktail", "banquet")},
    apart=("press conference", "news conference"),
    alone=("cocktail", "conference"),
)

OUTCOMES = Glossary(
    same={
        Outcome.CALLED_OFF: (
            "called off by visitor",
            "cancelled by the visitor",
            "cancelled by visitor",
            "called off by the visiting navy",
            "cancelled by the visiting navy",
            "withdrawn by the visitor",
        ),
        Outcome.REFUSED: (
            "refused",
            "denied",
            "turned away",
            "refused entry",
            "entry refused",
            "denied entry",
            "entry denied",
            "permission refused",
            "permission denied",
            "access denied",
            "refused by host",
            "refused by the port",
            "denied by the host",
            "denied by host",
            "cancelled by the host",
            "cancelled by host",
            "called off by the host",
            "called off by host",
        ),
        Outcome.POSTPONED: ("put off", "delayed", "deferred", "rescheduled", "moved"),
    },
    narrower={
        Outcome.MADE: (
            "took place",
            "carried out",
            "completed",
            "happened",
            "held",
            "went ahead",
            "conducted",
        ),
        Outcome.NOT_MADE: (
            "cancelled",
            "canceled",
            "called off",
            "dropped",
            "scrapped",
            "abandoned",
            "skipped",
            "did not take place",
            "did not happen",
            "not held",
            "not carried out",
        ),
        Outcome.NOT_FOUND: ("outcome not found", "outcome not known", "unknown", "not known"),
    },
    alone=(
        "made",
        "held",
        "moved",
        "happened",
        "completed",
        "conducted",
        "carried out",
        "took place",
        "went ahead",
        "not found",
        "unknown",
    ),
)
"""Who called off what was “cancelled” or “called off” is not said: it was not made, no more."""
