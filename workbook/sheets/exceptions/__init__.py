"""The sheet Exceptions: what is outside its usual range."""
