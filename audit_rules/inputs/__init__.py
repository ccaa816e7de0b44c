"""What does an operator hand in as CSV (units, notices filed, events), and why is a row refused?"""
