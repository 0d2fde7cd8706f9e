"""Who was together with whom: ``sweep`` finds who may have met, ``engine`` whether and why.

Both know days alone and no database. ``reader`` feeds them from the index, with what ``parties``
says of who is meant and ``places`` of what may be one place.
"""
