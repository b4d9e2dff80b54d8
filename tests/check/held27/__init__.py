"""Networks of single-file research repositories, twenty faulty and ten not.

The faults are those that people most commonly report. ``truth.json`` says of each network what is so,
and ``python -m tests.check.held.prove held27`` shows it by running them.
"""
