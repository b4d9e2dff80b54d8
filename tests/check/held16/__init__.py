"""Nine with a fault and three without, of kinds that people report, written before the check ran on any.

As in `tests.check.held`, whose ``truth.json`` and ``prove.py`` this has the form of. Five faults
raise, four are silent; the address where a kind was met in public is in ``truth.json``. By somebody
who had read neither the public page of the check nor its code; put away before it ran on any.
"""
