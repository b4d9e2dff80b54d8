"""Networks as students and practitioners post them in forums, and as fine-tuning tutorials lead to them.

Twenty have a fault that is asked about there, ten have none. ``truth.json`` says of each what is so,
and ``python -m tests.check.held.prove held28`` shows it by running them.
"""
