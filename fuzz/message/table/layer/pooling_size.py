"""A size for an adaptive pooling that has the channels in it."""

import re

from fuzz.message.reading import Told

SIZES = re.compile(
    r"(?:size|Pool\dd|pool\dd\(\w{1,40},|Crop|Resize)\w{0,20}\s{0,2}[=(,]?\s{0,2}"
    r"([(\[][\d, ]{1,40}[)\]])"
)
"""A size in what was pasted: ``size=[32, 32, 3]``, ``AdaptiveAvgPool2d((7, 7, 512))``."""

COLOURS = (1, 3, 4)
"""The channels of an image."""

OF_SPACE = re.compile(r"pool([23])d(?:: |\(\): internal error: )output_size")


def with_channels(told: Told) -> dict[str, str] | None:
    """The one size in what was pasted that has a number more than there are sizes of space, with the
    channels at one end of it."""
    found = OF_SPACE.search(told.raised.message)
    texts = {one[1] for line in (*told.shown, told.rest) for one in SIZES.finditer(line)}
    if found is None or len(texts) != 1:
        return None
    count = int(found[1])
    given = [int(one) for one in re.findall(r"\d+", texts.pop())]
    wanted = _without_channels(given) if len(given) == count + 1 else []
    return {"count": str(count), "given": str(given), "wanted": str(tuple(wanted))} if wanted else None


def _without_channels(given: list[int]) -> list[int]:
    """The sizes of space of a size that has the channels at one end; none where either may be that."""
    ends = ((given[0], given[1:]), (given[-1], given[:-1]))
    square = [rest for _, rest in ends if len(set(rest)) == 1]
    coloured = [rest for end, rest in ends if end in COLOURS and not set(rest) & set(COLOURS)]
    found = square or coloured
    return found[0] if len(found) == 1 else []
