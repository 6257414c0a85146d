"""`safer fleet`: the workbooks of many areas, made from one reading of the extracts."""
