"""The requests that read more rows where there are more visits, and why: the one list of them.

The test fails for a request that grows and is not here, and for a line of which none does. Names
are those of ``asked``, with ``*`` for anything. How much it was is measured at 1,000 and 4,000
visits, or as said; four times is in proportion.
"""

from __future__ import annotations

from dataclasses import dataclass

SQLITE, POSTGRESQL = "sqlite", "postgresql"
BOTH = (SQLITE, POSTGRESQL)


@dataclass(frozen=True, slots=True)
class Growing:
    """Requests that read more, why, and on which engines; ``in_full`` at the full sizes alone."""

    names: tuple[str, ...]
    reason: str
    engines: tuple[str, ...] = BOTH
    in_full: bool = False


DAYS = """A stay overlaps days by both of its bounds, and no index orders by two. It is looked for
among those that stand in lists from 400 days before the days asked for to 62 after them. PostgreSQL
reads all of these where it holds them to be few. 1.3 to 3.3 times."""

FILTERED_SAYINGS = ("/people/[?]*", "/questions/[?]*", "/themes/[?]*")

IN_DAYS = ("from", "to", "match")

EXCEPTIONS = (
    Growing(("/timeline/?on (*", "/api/timeline/?on (*"), DAYS, (POSTGRESQL,)),
    Growing(
        tuple(f"{front}/visits/?{name} (*" for front in ("", "/api") for name in IN_DAYS),
        DAYS,
        (POSTGRESQL,),
    ),
    Growing(
        ("/days/(month)",),
        """A month shows all of its stays, up to 150, of which there are more where there are more
        visits; the lists of a day are shorter. 1.4 times.""",
        (SQLITE,),
    ),
    Growing(
        ("/api/copresence/ *", "/company/ two *"),
        """All stays of both parties are read by their outer bounds, newest last day first, before
        a page of meetings is looked into. 3 to 4 times.""",
    ),
    Growing(
        ("/company/ of *",),
        """Whom each stay of a page met is looked for among the stays that stand in the list of its
        port near its days, for the reason above; with more visits in the same years there are more
        of them. A page has eight stays, and of each twelve others are looked into. 1.4 to 3.3
        times.""",
    ),
    Growing(
        ("deployments:about",),
        """For each navy the first and last day of its entries are looked for. With more of them
        PostgreSQL reads those of a navy that are in order, and sorts them. 44 times.""",
        (POSTGRESQL,),
    ),
    Growing(
        ("/pairs/(*",),
        """Exercises, occasions and statements with both countries are counted, up to a thousand of
        each. 1.7 to 1.9 times.""",
    ),
    Growing(
        ("/api/visits/ count", "/api/timeline/ count"),
        """The number of all results is exact where count=true asks for it. 2.3 to 3.9 times.""",
    ),
    Growing(
        ("*?q (*", "/search/ *"),
        """SQLite's full-text index stands in segments, of which more rows have more: each is
        looked at once for a word, and once for each list by the search over everything. 1.5 to 1.8
        times; not after the segments were merged.""",
        (SQLITE,),
    ),
    Growing(
        ("/timeline/?updated_since (much)", "/api/timeline/?updated_since (much)"),
        """Everything changed since, and PostgreSQL hashes all that did before it reads a page.
        2.6 times.""",
        (POSTGRESQL,),
    ),
    Growing(
        (*FILTERED_SAYINGS, "/api/*?question (*", "/api/*?person (*", "/api/people/?theme (*"),
        """Which people answered which questions is read from the facets of all statements, which
        visits do not add to. PostgreSQL takes another plan where statements are a small share of
        all documents, and reads the other facets of each. Once, 8 times; by theme, of some
        three hundred statements instead of thirty, 14 times.""",
        (POSTGRESQL,),
    ),
    Growing(
        (
            *(f"/timeline/?{name} (*" for name in ("deployment", "person", "question", "theme")),
            "/timeline/?updated_since (nothing)",
            "deployments:country-list",
        ),
        """What the form offers, and how often countries occur: PostgreSQL reads the table of
        options whole while it is small. It has a row for each record or country and kind of entry,
        however many entries there are. Twice.""",
        (POSTGRESQL,),
    ),
    Growing(
        ("/countries/(*",),
        """What is counted of a country: PostgreSQL reads the table of options whole while it is
        small. It has a row for each country and each other one that its ships visited, however
        many visits there are; in the small world not all have met. 1.7 times.""",
        (POSTGRESQL,),
    ),
    Growing(
        ("/vessels/", "/vessels/ second page", "/vessels/[?]*"),
        """Of which deployments the vessels were is read from the facets of all deployments, in
        another plan as above. Once, twice.""",
        (POSTGRESQL,),
    ),
)
