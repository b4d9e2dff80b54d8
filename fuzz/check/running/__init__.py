"""Runs of a network: probes as plain data, run here or in a child, and what is seen of them."""
