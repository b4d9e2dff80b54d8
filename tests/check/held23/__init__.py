"""Fifteen networks as a review of fifteen pull requests would meet them, each with one mistake.

Two of three raise, the others are silent. ``truth.json`` says of each what is so, and ``python -m
tests.check.held.prove held23`` shows it by running them.
"""
