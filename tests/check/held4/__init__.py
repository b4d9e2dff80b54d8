"""A fourth set, twenty faulty and six not: what fills the forums when a ResNet is edited or fine-tuned.

As in `tests.check.held`, whose ``truth.json`` and ``prove.py`` this has the form of: all of them were
written, and proven, by somebody who had not seen the check, before it had run on any.
"""
