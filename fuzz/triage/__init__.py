"""From a failing case to an entry: shrunk with Hypothesis, then step by step to the minimum."""
