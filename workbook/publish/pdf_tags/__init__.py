"""What is on a printed page, and how it is read aloud."""
