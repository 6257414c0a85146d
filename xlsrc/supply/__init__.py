"""How reliable sources are, and which returns are awaited."""
