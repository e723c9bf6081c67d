"""One training, in a process of its own that knows nothing of Temporal."""
