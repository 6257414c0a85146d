"""`safer publish`: the editions of a dashboard, and what is kept of them."""
