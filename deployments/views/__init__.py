"""Public pages, by noun. Every one shows what public tables hold, and answers GET and HEAD only."""
