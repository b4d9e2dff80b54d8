"""A third set, twenty faulty and ten not, all on a ResNet: edits and heads after some twenty public
projects.

As in `tests.check.held`, whose ``truth.json`` and ``prove.py`` this has the form of: all of them were
written, and proven, before the check had run on any.
"""
