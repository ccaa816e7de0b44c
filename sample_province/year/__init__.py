"""A simulated year: portals that publish night after night, and what is right to say of them after each night."""
