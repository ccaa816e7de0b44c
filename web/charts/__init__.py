"""Charts as values → SVG, each with a table of the same numbers: they print, load nothing, and run nothing."""
