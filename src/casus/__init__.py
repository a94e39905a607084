"""Casus: from reports about a conflict to a dataset that can be defended."""

__version__ = "0.1.0"
