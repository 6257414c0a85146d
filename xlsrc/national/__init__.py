"""The areas of England and Wales: their names, who lives in them, and where they lie."""
