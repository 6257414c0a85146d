"""What the pack says, read from the refreshed workbook."""
