"""17 with a fault and three without, of kinds that people report, written before the check ran on any.

As in `tests.check.held`, whose ``truth.json`` and ``prove.py`` this has the form of. They begin at
metric learning, medical images, transfer learning, two streams, video and attention.
"""
