"""Measurements that the documents quote: `make bench`. Each compares with a peer in one run."""

import os

ONE_CORE = "OPENBLAS_NUM_THREADS"
# Read as numpy is imported: products of thin matrices on several cores would slow every rival.
os.environ.setdefault(ONE_CORE, "1")
