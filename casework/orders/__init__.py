"""What people ask of the program, and what they see of it."""
