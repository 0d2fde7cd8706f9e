"""From gated records to what the partials in ``templates/includes/`` expect.

Every function takes records that came through the publication gate with the relations it reads
prefetched (``for_list()``, ``for_detail()``, ``with_public()``) and returns plain dictionaries.
Nothing here queries the database, decides what is public, or writes HTML.
"""
