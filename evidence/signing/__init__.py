"""Who says so, and since when: keys, signatures, timestamps."""
