"""Figures in words, the last step before a reader."""
