"""Who works with the console: accounts, passwords, sessions, keys of programs, and the log of what everybody did."""
