"""Lengths of time, as people write them."""

import re

UNITS = {"s": 1, "m": 60, "h": 3600, "": 1}


def seconds(text: str) -> float:
    """The seconds in a length of time such as 90, 90s, 5m or 8h. Raises `ValueError` for another."""
    found = re.fullmatch(r"(\d+(?:\.\d+)?)([smh]?)", text.strip())
    if not found or float(found[1]) <= 0:
        raise ValueError(f"{text!r} is not a duration; write 90s, 5m or 8h")
    return float(found[1]) * UNITS[found[2]]
