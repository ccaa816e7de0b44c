"""Does a package hold: its file, its digests, signatures and seals? Without a database, a network, or trust in who made it."""
