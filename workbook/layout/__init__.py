"""Every sheet, table, column and block name of the workbook: the one place that knows them."""
