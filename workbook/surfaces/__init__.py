"""The only places that write a workbook."""
