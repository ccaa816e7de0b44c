"""Frozen values of the field: what is owed, what was seen, what was judged. Standard library only."""
