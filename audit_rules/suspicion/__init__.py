"""Does the history of a posting speak against what it shows, and what becomes of a verdict that rests on it?"""
