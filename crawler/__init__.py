"""Fetching: politely, within bounds, guarded; what could not be had is named, never guessed."""
