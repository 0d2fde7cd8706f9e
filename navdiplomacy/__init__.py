"""The Django project: settings, root addresses and server entry points."""
