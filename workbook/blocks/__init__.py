"""Assessments to Blocks, one module a sheet; pure."""
