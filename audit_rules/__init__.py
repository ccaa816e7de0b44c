"""Judging: deadlines, the calendar, the subject vocabulary, plans, one rule a file, the engine and the score."""
