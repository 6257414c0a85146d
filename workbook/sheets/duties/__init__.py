"""The sheet Duties: what the law asks the partnership to report on, and whether it has."""
