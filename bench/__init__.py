"""Measures the line, in one run on one machine; what counts are the ratios."""
