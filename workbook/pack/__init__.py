"""The board's meeting pack: a refreshed workbook as PowerPoint slides and as a Word report."""
