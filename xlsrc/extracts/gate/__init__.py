"""What came in, judged before anything is claimed: findings about files, never prints."""
