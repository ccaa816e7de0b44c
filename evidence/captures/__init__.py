"""The capture store: what every visit of a portal asked and got, kept as it went over the wire."""
