"""Pure functions from arrays (series × months) to figures."""
