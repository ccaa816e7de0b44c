"""Which subjects do links and pages name, and which links lead to columns?"""
