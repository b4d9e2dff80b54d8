"""Messages of the backward pass: of its graph, of tensors modified in place, and of hooks."""

from fuzz.message.table.backward import derivative, gradient, graph, hook, inplace, option, warned

READINGS = (
    *graph.READINGS,
    *gradient.READINGS,
    *inplace.READINGS,
    *hook.READINGS,
    *derivative.READINGS,
    *option.READINGS,
    *warned.READINGS,
)
"""All rows of the backward pass."""
