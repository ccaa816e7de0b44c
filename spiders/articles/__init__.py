"""When was a single article published?"""
