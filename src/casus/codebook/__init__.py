"""Loads and checks the YAML codebook, lexicons and registry into frozen rules."""
