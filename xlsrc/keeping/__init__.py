"""What the program keeps on a person's machine: whose it is, how much, and for how long."""
