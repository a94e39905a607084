"""Bytes to reports: what is text, what is junk, where one article ends, when it was published."""
