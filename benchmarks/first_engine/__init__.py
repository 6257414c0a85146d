"""The engine until November 2026, kept as a rival: its level never moves."""
