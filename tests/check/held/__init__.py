"""Networks as strangers write them, twenty faulty and ten not: what ``fuzz check`` is measured on.

Nobody who works on the check looks into this folder. ``truth.json`` says of each network what is so,
and ``python -m tests.check.held.prove held`` shows it by running them.
"""
