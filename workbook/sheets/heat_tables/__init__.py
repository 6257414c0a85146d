"""The sheet Heat tables: ward by month, and month by year."""
