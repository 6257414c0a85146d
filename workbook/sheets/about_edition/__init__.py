"""The sheet About this edition: what a public edition leaves out, and how it shows few."""
