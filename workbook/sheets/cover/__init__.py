"""The sheet Cover: contents, and how to read the workbook."""
