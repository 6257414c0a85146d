"""Extract files, one tidy shape, and the store that assembles series from their vintages."""
