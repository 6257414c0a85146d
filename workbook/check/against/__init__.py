"""In what a workbook or an edition is otherwise than the one before, its figures aside."""
