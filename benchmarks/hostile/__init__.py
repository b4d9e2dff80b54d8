"""Files that nobody should have written, and what each command makes of them."""
