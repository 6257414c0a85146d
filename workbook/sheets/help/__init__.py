"""The sheet Help: how to refresh and check, what the symbols mean, where answers stand."""
