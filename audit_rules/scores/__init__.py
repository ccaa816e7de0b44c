"""What do findings add up to, which place does that give, and what changed since the last audit?"""
