"""The sheet Data quality: what came in, what was found, and what cannot be found."""
