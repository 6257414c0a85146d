"""The figures: extracts, series, measures and assessments. Knows nothing of cells."""
