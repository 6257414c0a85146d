"""What is on a printed page, in which order is it read, and what is each part of it?"""
