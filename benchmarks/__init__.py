"""Measurements that the documents quote: `make bench`. Each compares with a peer in one run."""
