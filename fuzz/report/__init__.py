"""The display of results: on the terminal, and as standalone scripts."""
