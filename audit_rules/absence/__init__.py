"""Is it proved that something is missing, and what was searched?"""
