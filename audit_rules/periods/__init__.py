"""Which posting does for which period (期) of a recurring duty?"""
