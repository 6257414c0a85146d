"""What a support desk asks: what of the program and its surroundings is well, and what is not."""
