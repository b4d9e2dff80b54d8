"""Thirty more networks as strangers write them, one for each of thirty ideas: twenty faulty, ten not.

Nobody who works on the check looks into this folder. ``truth.json`` says of each network what is so,
and ``python -m tests.check.held.prove held19`` shows it by running them.
"""
