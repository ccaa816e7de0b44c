"""What people do with audits: who they are, what they decide, and what follows from it."""
