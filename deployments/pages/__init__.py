"""What readers are shown, made of the documents that the public reads.

Documents (``models/public.py``) are parsed once and are of the shapes in ``shapes``; ``reading``
fetches them, all that a page names in one query. The others are functions from these to what the
macros in ``templates/public/includes/`` expect. Nothing here reads a curated table or decides what
is public.
"""
