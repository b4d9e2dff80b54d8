"""What the user's code says around a line, read as text: nothing of it is run."""
