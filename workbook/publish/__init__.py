"""How is an edition made, and what is kept of it?"""
