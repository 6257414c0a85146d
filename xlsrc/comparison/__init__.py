"""One area beside others: peers, targets, and who is alike."""
