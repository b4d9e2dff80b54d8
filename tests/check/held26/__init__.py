"""Networks laid out as repositories are: configs, registries, builders, encoders that return lists.

Seventeen have one fault each, often upstream of the line that raises, and three have none.
``truth.json`` says what is so, and ``python -m tests.check.held.prove held26`` shows it.
"""
