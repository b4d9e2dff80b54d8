"""Four more with a silent fault and two without, of other kinds than before, scored once.

As in `tests.check.held`, whose ``truth.json`` and ``prove.py`` this has the form of; by somebody who
knew the check.
"""
