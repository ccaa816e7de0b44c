"""What does a plan folder say, and does the plan hold?"""
