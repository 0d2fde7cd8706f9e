"""Public pages, by noun. Every one starts at ``.published()`` and answers GET and HEAD only."""
