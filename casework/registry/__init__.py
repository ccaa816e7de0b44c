"""The registry of units (名录): what it says now, what it said before, and who may change it how."""
