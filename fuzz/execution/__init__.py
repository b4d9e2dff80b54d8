"""What really happens: a case built and run on real tensors, and its outcome as data."""
