"""The analysts' tables as typed settings, every fault with its cell."""
