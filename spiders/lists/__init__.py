"""Which lists of publications stand on a page, and what is each item? Found by structure alone."""
