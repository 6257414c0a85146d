"""The sheet Ward data: ward by ward, the last 36 months."""
