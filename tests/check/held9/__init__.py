"""Eight more with a fault, of other kinds than in the eight sets before, written after their mending.

As in `tests.check.held`, whose ``truth.json`` and ``prove.py`` this has the form of; proven before the
check had run on any, by somebody who knew it.
"""
