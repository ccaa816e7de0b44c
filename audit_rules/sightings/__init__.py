"""Which of a portal's facts speak of what a check asks for?"""
