"""Counts of the line's work, without persons."""
