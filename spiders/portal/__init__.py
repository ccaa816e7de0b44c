"""How is one portal visited: which pages in which order, and what was observed? The only part that fetches."""
