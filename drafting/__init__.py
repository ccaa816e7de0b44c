"""Drafting: how does a published work plan become a draft that a person completes? Neither network nor store."""
