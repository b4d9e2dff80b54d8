"""Two maps whose sizes differ because an odd one was rounded: in a residual block, or in a decoder."""

import re

STRIDES = (2, 4)
MULTIPLES = "use images whose height and width are multiples of 32 (pad or resize them)"
CEILED = (
    "give the pooling of the shortcut ceil_mode=True, nn.AvgPool2d(2, ceil_mode=True), so that it"
    " rounds as a 3 x 3 convolution of stride 2 with padding 1 does"
)
TWO_WAYS = (
    "an odd size was halved in two ways, rounded up by one (a convolution of stride 2 with padding)"
    " and down by the other (a pooling without, as in a shortcut)"
)
ENLARGED = "F.interpolate(x, size=other.shape[-2:])"
RESIDUAL = re.compile(
    r"resnet|residual|shortcut|identity|\bid_?path|\bid_?conv|bottleneck|skip connection", re.I
)
DECODER = re.compile(
    r"u-?net|decoder|upsampl|interpolat|transpose|\bfpn\b|pyramid|segment|\bmasks?\b|hourglass|autoencoder"
    r"|generator|\bup\w*\(|hrnet",
    re.I,
)


def rounded(one: int, other: int) -> int:
    """The stride by which an odd size was divided, rounded, and multiplied again; 0 for none."""
    low, high = sorted((one, other))
    if high == low + 1 and low > 2:
        return 2
    return next((k for k in STRIDES if low != high and high == -(-low // k) * k and low >= 4 * k), 0)


def apart(one: int, other: int, stride: int, shown: str) -> dict[str, str]:
    """Why two maps have these sizes and what to do, by what is shown of the network around them."""
    block, decoder = RESIDUAL.search(shown), DECODER.search(shown)
    doubled = f"an odd size was divided by {stride}, rounded, and multiplied by {stride} again"
    if abs(one - other) > 1 or (decoder and not block):
        return {"why": doubled, "advice": f"{MULTIPLES}, or interpolate to the other map: {ENLARGED}"}
    if block and not decoder:
        return {"why": TWO_WAYS, "advice": f"{CEILED}; or {MULTIPLES}"}
    return {
        "why": f"{TWO_WAYS}; or {doubled}",
        "advice": f"{MULTIPLES}; in a residual block {CEILED}; where maps are enlarged and joined,"
        f" {ENLARGED}",
    }
