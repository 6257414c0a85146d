"""The engine that raised the product's alerts before the filter: kept as its rival.

It takes 60 months of history, the last six left out, for a level that never moves.
"""
