"""What stands on the council's site? The public edition as one accessible page of HTML."""
