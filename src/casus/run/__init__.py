"""Wiring: sources through the stages into a casebook, on one machine."""
