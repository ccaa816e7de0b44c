"""Who owes what under a plan, and by when?"""
