"""Networks after faults looked up in public issues and forum threads, seventeen faulty, three not.

Nobody who works on the check looks into this folder. ``truth.json`` says of each network what is so,
and ``python -m tests.check.held.prove held24`` shows it by running them.
"""
