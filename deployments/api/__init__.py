"""The JSON API: read-only, published records only, under ``/api/v1/``."""
