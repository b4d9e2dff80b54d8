"""Plain data of a check: what is run, what goes into it and comes out, and what was seen."""
