"""Whether a workbook's figures follow from the files that it names: all worked out again."""
