"""Networks with the faults that a search of public threads brings up: fifteen, each with a fault.

``kind`` in ``truth.json`` ends with the address of the thread. The networks are written after the
ideas of such projects, and none is copied.
"""
