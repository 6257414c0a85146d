"""What a sheet, a table, a column and a block are."""
