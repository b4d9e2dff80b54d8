"""Cases built and run on real tensors, and their outcomes as data."""
