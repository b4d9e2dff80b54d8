"""When things happened, as a row of characters."""

BARS = " .:-=+*#%@"


def curve(times: list[float], span: float, width: int = 40) -> str:
    """The number of times in each of ``width`` equal parts of a span, as a row of characters."""
    counts = [0] * width
    for at in times:
        share = min(1.0, at / span) if span else 0.0
        counts[max(0, min(width - 1, int(width * share)))] += 1  # what an earlier run met lies before
    most = max(counts) or 1
    return "".join(BARS[-(-count * (len(BARS) - 1) // most)] for count in counts)
