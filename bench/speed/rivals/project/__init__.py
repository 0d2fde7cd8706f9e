"""The same tables as tutorials serve them: with DRF, with django-ninja, by plain templates."""
