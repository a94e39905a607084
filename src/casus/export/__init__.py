"""The formats of the field, and the HTML report."""
