"""The sheets Commentary and What we heard."""
