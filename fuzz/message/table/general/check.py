"""Messages in which a function says what it wants and what it was given, whatever it is about.

The checks of torch, torchvision and what is built upon them are written alike: what must be what, and
what it is. They are told in their own words, with the line of one's own that led there and how such a
value is made; nothing is said of why it came so.
"""

import re

from fuzz.message.foreign import INSTALLED
from fuzz.message.frame import Frame
from fuzz.message.reading import Told, plain, reading

TORCH = "https://docs.pytorch.org/docs/stable/torch.html"
MADE = (
    (r"positive|non-?negative|greater|larger|at least|>=? ?[01]|between|range", "print the value where"
    " it is"
     " computed: a division, a length of 0, or an option left at its default"),
    (r"\bbool(?:ean)?\b", "x.bool(), or a comparison such as x > 0"),
    (r"\b(?:Long|int64|integral|integer|Int)\b", "x.long() of a tensor, int(value) of a number"),
    (r"floating|\b(?:Float|float32|float64|Double)\b", "x.float() of a tensor, float(value) of a"
    " number"),
    (r"\buint8\b|\bByte\b", "x.to(torch.uint8), of values from 0 to 255"),
    (r"same device|on the same|CUDA tensor|on cuda", "x.to(device) for all of them"),
    (r"0-dim|scalar|single (?:element|value)", "value.item(), or x.mean() of several"),
    (r"\b1[- ]?D|1-dim|one-dim|1 dim|vector", "x.flatten(), or x.squeeze()"),
    (r"\b2[- ]?D|2-dim|two-dim|matri|2 dim", "x.flatten(1) of a batch of maps, x.unsqueeze(0) of one"
    " row"),
    (r"\b3[- ]?D|3-dim|3 dim", "x.unsqueeze(0) adds a dimension, x.squeeze(0) takes one of size 1 away"),
    (r"\b4[- ]?D|4-dim|4 dim", "x.unsqueeze(0) adds the batch to one image, x.flatten(0, 1) merges two"),
    (r"same (?:size|shape|length|number)|must match|equal", "print both shapes: one of the two is made"
    " for"
     " other data, or was cut, pooled or filtered without the other"),
    (r"\bTensor\b", "torch.as_tensor(value)"),
    (r"\bcallable\b|function", "pass the function itself, without ( )"),
    (r"\btuple\b|\blist\b|[Ss]equence|iterable", "[value] of one, list(values) of several"),
)  # fmt: skip
"""How a value is made that fits, by what is wanted."""


LEADING = re.compile(r"^(?:\w+(?:Error|Exception): )?(?:[Ee]xpected\b)?")
TRUTH = ("true", "false")
LONGEST = 120
"""How long the words are that say what is checked; more is a sentence of something else."""


def _own(told: Told) -> Frame | None:
    """The innermost line that was pasted and stands in no installed package."""
    ours = [one for one in told.raised.frames if one.source and not INSTALLED.search(one.path)]
    return ours[-1] if ours else None


def _made(told: Told) -> dict[str, str] | None:
    """What is wanted and given in the words of the message, and how that is made."""
    wanted, got = told.text("wanted").strip(" ,.;:"), told.text("got").strip(" ,.;:")
    what = LEADING.sub("", told.text("what")).strip(" ,.;:") or "a value"
    if not wanted or not got or wanted == got or len(what) > LONGEST or got.lower() in TRUTH:
        return None
    how = next((advice for pattern, advice in MADE if re.search(pattern, wanted)), "")
    frame = _own(told)
    where = f"print what goes into `{frame.source.strip()}`" if frame else "print what is passed"
    return {
        "what": what,
        "wanted": wanted,
        "got": got,
        "advice": f"{where}, and make it that" + (f": {how}" if how else ""),
    }


WORDS = tuple(
    f"{{what:text}} {must} {{wanted:text}}{but} {{got:text}}"
    for must in ("must be", "should be", "must have", "should have", "has to be", "need to be",
                 "expects", "expected", "requires", "only supports", "supports only", "to be", "to have")
    for but in (", but got", ", got", ", but found", ", but it is", ", but is", ", instead got",
                ", but received", "; got", ". Got", ". Got:", ", not", " but got", " instead of")
)  # fmt: skip
"""The ways in which checks are worded."""

CHOICES = tuple(
    f"{kind}Error: {word} {{what:text}}{colon} {{got:text}}"
    for kind in ("Value", "Key", "Runtime", "Type", "NotImplemented")
    for word in (
        "Unknown",
        "Unsupported",
        "Invalid",
        "Unrecognized",
        "unknown",
        "unsupported",
        "invalid",
    )
    for colon in (":", " =", ",")
)


VALUE = re.compile(r"\S{1,60}|'[^']{1,60}'|\"[^\"]{1,60}\"")
"""One word, or what is in quotes."""


def _chosen(told: Told) -> dict[str, str] | None:
    what, got = told.text("what").strip(), told.text("got").strip(" .")
    if not 2 < len(what) < 40 or not VALUE.fullmatch(got) or re.search(r"error|exception", what):
        return None
    frame = _own(told)
    where = f", in `{frame.source.strip()}`" if frame else ""
    return {"what": what, "got": got, "where": where}


READINGS = (
    reading(
        *WORDS,
        answers=(
            plain(
                "general.check",
                cause="{what}: {wanted} is wanted, and {got} was given",
                fix="{advice}",
                page=TORCH,
                confidence="likely",
                more=_made,
            ),
        ),
    ),
    reading(
        *CHOICES,
        answers=(
            plain(
                "general.no_choice",
                cause="{got} is no {what} that is known here",
                fix="look up which there are, on the page of the function or in its help(){where}:"
                " misspelled,"
                " of another case, or of a later release of the library than the installed one",
                page=TORCH,
                confidence="likely",
                more=_chosen,
            ),
        ),
    ),
)
