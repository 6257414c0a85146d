"""What came in, month by month against what was to be expected: what stands out, never prints."""
