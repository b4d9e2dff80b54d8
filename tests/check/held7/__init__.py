"""A seventh set, twenty faulty and ten not: kinds of faults that the six sets before have not.

As in `tests.check.held`, whose ``truth.json`` and ``prove.py`` this has the form of: each fault was
taken from public issues, and all of it written and proven by somebody who had not seen the check,
before it had run on any.
"""
