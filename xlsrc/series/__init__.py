"""Monthly series of the indicators, and what can be said of them."""
