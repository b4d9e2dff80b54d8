"""14 with a fault and six without, of kinds that people report, written before the check ran on any.

As in `tests.check.held`, whose ``truth.json`` and ``prove.py`` this has the form of. Half of the faults
raise, half are silent; none is of a kind that the eleven sets before have. By somebody who knew the
public page of the check, and none of its code.
"""
