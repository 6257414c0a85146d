"""The .xlsx as a package: read its structure, change only what must change."""
