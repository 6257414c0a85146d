"""Wards and LSOAs: their outlines, figures and clusters."""
