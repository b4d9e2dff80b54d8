"""Twenty networks after segmentation, detection, multi-task and recurrent projects, three of them sound.

They were written by somebody who has not read the check. ``truth.json`` says what is so of each, and
``python -m tests.check.held.prove held17`` shows it.
"""
