"""The sheet Deck: what the slides of the meeting pack say and draw."""
