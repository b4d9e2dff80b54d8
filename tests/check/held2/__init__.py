"""A second dozen, six faulty and six not, of other forms than images alone: sound, frames, tables, maps.

As in `tests.check.held`, whose ``truth.json`` and ``prove.py`` this has the form of: all of them were
written, and proven, before the check had run on any.
"""
