"""From a failing case to an entry: shrunk step by step to a minimum, fixed, and probed around."""
