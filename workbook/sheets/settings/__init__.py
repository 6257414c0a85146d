"""The sheet Settings: area, month, sections, peers and targets."""
