"""20 with a fault and ten without, of kinds that people report, written before the check ran on any.

As in `tests.check.held`, whose ``truth.json`` and ``prove.py`` this has the form of. Thirteen faults
raise, seven are silent; where a kind was met in public, its address is in the network's file. By
somebody who had read neither the public page of the check nor its code.
"""
