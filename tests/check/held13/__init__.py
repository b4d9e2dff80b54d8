"""Six more with a fault and three without, written after the mending of the twelfth set, scored once.

As in `tests.check.held`, whose ``truth.json`` and ``prove.py`` this has the form of; by somebody who
knew the check.
"""
