"""14 with a fault and six without, of kinds that people report, written before the check ran on any.

As in `tests.check.held`, whose ``truth.json`` and ``prove.py`` this has the form of. Half of the faults
raise, half are silent. By somebody who knew what the check is for, and not how it looks.
"""
