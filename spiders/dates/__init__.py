"""Which dates does a text, a label or an address tell? Nothing here knows of pages."""
