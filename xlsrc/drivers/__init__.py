"""What a change is made of, by offence and by ward."""
