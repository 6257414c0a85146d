"""Authors Dashboard.xlsx with XlsxWriter, one module a sheet."""
