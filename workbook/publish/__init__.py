"""How an edition is made, and what is kept of it."""
