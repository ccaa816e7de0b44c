"""What do pages need, as values that the API gives, too?"""
