"""Navigation on a portal, and the page readers: pure functions from bytes to what a page says."""
