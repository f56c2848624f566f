"""Everything that arrives by HTTP."""
