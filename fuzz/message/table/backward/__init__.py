"""Messages of the backward pass: of its graph, of tensors modified in place, and of hooks."""

from fuzz.message.table.backward import gradient, graph, hook, inplace

READINGS = (*graph.READINGS, *gradient.READINGS, *inplace.READINGS, *hook.READINGS)
"""All rows of the backward pass."""
