"""How portals list the letters and messages of the public (信件、留言), one shape a module."""
