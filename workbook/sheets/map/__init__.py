"""The sheet Map: one indicator, ward by ward."""
