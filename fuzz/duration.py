"""Lengths of time, as people write them."""

import re

UNITS = {"s": 1, "m": 60, "h": 3600, "": 1}
LONGEST = 365 * 24 * 3600.0


def seconds(text: str) -> float:
    """The seconds in a length of time such as 90, 90s, 5m or 8h. Raises `ValueError` for another."""
    found = re.fullmatch(r"(\d+(?:\.\d+)?)([smh]?)", text.strip())
    if not found:
        raise ValueError(f"{text[:40]!r} is not a duration; write 90s, 5m or 8h")
    length = float(found[1]) * UNITS[found[2]]
    if not 0 < length <= LONGEST:
        raise ValueError(f"{text[:40]!r} must be more than 0 and at most a year, such as 90s, 5m or 8h")
    return length
