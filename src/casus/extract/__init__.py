"""Annotated and codebook to claims: events, figures, attribution, modality."""
