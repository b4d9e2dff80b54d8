"""The outcome of a case put together from what its modules did before: see `assumption`."""
