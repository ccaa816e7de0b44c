"""Which duties wait for a person, in which order, and who has one open?"""
