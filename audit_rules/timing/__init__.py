"""When was it done, for which period, and was that in time?"""
