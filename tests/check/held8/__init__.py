"""An eighth set, twenty faulty and ten not: kinds of faults that the seven sets before have not.

As in `tests.check.held`, whose ``truth.json`` and ``prove.py`` this has the form of: most faults were
taken from public issues, and all of it written and proven before the check had run on any.
"""
