"""A text that is almost right: JSON changed at some of its values, any text at some of its bytes."""

import json
import random
import re
from collections.abc import Callable
from typing import Any

LARGE = 2**20
"""The size to which a piece is blown up, in bytes: that of the largest case."""

VALUES: tuple[Any, ...] = (
    None, True, False, 0, -1, 1, 2**31, 2**63, 10**30, -(10**18), 0.5, 1e308, 5e-324, 1e18, 10**6,
    "", " ", "x", "../../x", "/etc/passwd", "..", "C:\\x", "con", "a\0b", "\x1b[31mred\x1b]0;title\x07",
    "\x9b31m", "\u202etxt", "{0.__class__}", "%s%n", "__import__('os').system('touch executed')",
    "x" * 300, "é" * 200, "0" * 5000, "9999-99-99", "2027-02-30", "0000-00-00", "fc", "layer4.0.conv2",
    [], {}, [[]], {"": 0}, [0] * 9, [1e308], ["x"] * 40, {"id": "../x"}, {"$ref": "#"},
)  # fmt: skip
"""What a field may be that expects something else, or something smaller."""

RAW = (
    b"1e400", b"-1e400", b"NaN", b"Infinity", b"-Infinity", b"9" * 5000, b"1" + b"0" * 4000, b"0" * 30,
    b"[" * 100_000, b'{"a":' * 20_000, b"[" * 900 + b"]" * 900, b'"\\ud800"', b'"\\udc00x"',
    b'"\xff\xfe"',
    b"01", b"+1", b"'x'", b"undefined", b'"\\u0000"', b"//", b"1e-400", b'"\\x41"', b'"\n"',
)  # fmt: skip
"""The same as bytes, of which some are no JSON."""

PIECES = (
    b"\xef\xbb\xbf", b"\xff", b"\xc0\x80", b"\xed\xa0\x80", b"\0", b"\x1b[2J", b"\x1b]0;x\x07", b"\x9b",
    b"\xc2\x9b31m", b"\r\n", b"\xe2\x80\xae", b"{}", b"[", b"]", b'"', b"\\", b",", b" " * 300,
)  # fmt: skip
PUMPS = (
    " ", "a", "1", "(1,", "[1, ", "1x", "1 ", "a.", "_ ", "~^ ", "'", '"', "\\n", "\r", "\n", "| ", "> ",
    "E  ", "INFO: ", "1:", "\x1b[1;", "\x1b]", "<p ", "&amp;", "AError('b')", "XError\n",
    "RuntimeError: x\n",
    "model(", "for a in ", 'File "a", line 1, in f\n', "from user code:\n", '"a.b", ',
    "size mismatch for ",
    "layer1.0.", "999999999999999", "torch.Size([", "...", "╭", "\u2028", "wandb: ", "\t",
)  # fmt: skip
"""What is repeated in a text: a reader that begins anew at each of them takes time by their square."""

Change = Callable[[random.Random, bytes], bytes]


def mutated(rng: random.Random, text: bytes, others: list[bytes]) -> bytes:
    """A text with one to four changes, mostly where it has values."""
    structured = text.lstrip()[:1] in (b"{", b"[")
    changes = (VALUE, VALUE, VALUE, BYTES) if structured else (PROSE, PROSE, BYTES)
    for _ in range(rng.choice((1, 1, 2, 4))):
        text = rng.choice(rng.choice(changes))(rng, text)
    if rng.random() < 0.05:
        cut = rng.choice(others)
        text = text[: rng.randrange(len(text) + 1)] + cut[rng.randrange(len(cut) + 1) :]
    return text


def _replaced(rng: random.Random, text: bytes) -> bytes:
    """One value in place of another."""
    return _within(rng, text, lambda holder, at: holder.__setitem__(at, rng.choice(VALUES)))


def _worded(rng: random.Random, text: bytes) -> bytes:
    """Another text in place of one, which may be allowed there."""

    def word(holder: Any, at: Any) -> None:
        if isinstance(holder[at], str):
            said = rng.choice([value for value in VALUES if isinstance(value, str)])
            holder[at] = rng.choice((said, f"{holder[at]}{said}"))

    return _within(rng, text, word)


def _removed(rng: random.Random, text: bytes) -> bytes:
    return _within(rng, text, lambda holder, at: holder.pop(at))


def _moved(rng: random.Random, text: bytes) -> bytes:
    """The value of one field in another."""

    def move(holder: Any, at: Any) -> None:
        other, there = rng.choice(_places(json.loads(text)))
        holder[at] = other[there]

    return _within(rng, text, move)


def _named(rng: random.Random, text: bytes) -> bytes:
    """One more field, of a name that is another's or nobody's."""

    def name(holder: Any, at: Any) -> None:
        if isinstance(holder, dict):
            words = (
                "id",
                "group",
                "kind",
                "format",
                "\x1b[1m",
                "x" * 5000,
                "__class__",
                "",
                str(at).upper(),
            )
            holder[rng.choice(words)] = holder[at]

    return _within(rng, text, name)


def _repeated(rng: random.Random, text: bytes) -> bytes:
    """One value many times, where there may be several."""

    def repeat(holder: Any, at: Any) -> None:
        piece = holder[at] if isinstance(holder[at], list) and holder[at] else [holder[at]]
        holder[at] = piece * min(rng.choice((17, 1000, LARGE)), LARGE // len(json.dumps(piece)))

    return _within(rng, text, repeat)


def _scaled(rng: random.Random, text: bytes) -> bytes:
    """Another number in place of one."""
    numbers = list(re.finditer(rb"(?<![\w.\"])\d{1,18}(?![\w.\"])", text))
    if not numbers:
        return text
    found = rng.choice(numbers)
    value = rng.choice(
        (0, 1, 2, 7, 8, 64, 1000, 10**5, 10**6, 10**6 + 1, int(found[0]) * 2, int(found[0]) + 1)
    )
    return text[: found.start()] + str(value).encode() + text[found.end() :]


def _raw(rng: random.Random, text: bytes) -> bytes:
    """Something that may be no JSON in place of a value."""
    values = list(re.finditer(rb'(?<=[:\[,] )(?:-?\d[\d.]*|"[^"\\]*"|true|false|null)', text))
    if not values:
        return rng.choice(RAW)
    found = rng.choice(values)
    return text[: found.start()] + rng.choice(RAW) + text[found.end() :]


def _twice(rng: random.Random, text: bytes) -> bytes:
    """A field twice."""
    fields = list(re.finditer(rb'"\w+":', text))
    if not fields:
        return text
    found = rng.choice(fields)
    return text[: found.start()] + found[0] + b" 1, " + text[found.start() :]


def _flipped(rng: random.Random, text: bytes) -> bytes:
    at = rng.randrange(len(text) + 1)
    return text[:at] + bytes([rng.randrange(256)]) + text[at + 1 :]


def _inserted(rng: random.Random, text: bytes) -> bytes:
    at = rng.choice((0, len(text), rng.randrange(len(text) + 1)))
    return text[:at] + rng.choice(PIECES) + text[at:]


def _truncated(rng: random.Random, text: bytes) -> bytes:
    return text[: rng.randrange(len(text) + 1)]


def _doubled(rng: random.Random, text: bytes) -> bytes:
    first, last = sorted(rng.randrange(len(text) + 1) for _ in range(2))
    times = min(rng.choice((2, 100, LARGE)), LARGE // (last - first + 1))
    return text[:first] + text[first:last] * times + text[last:]


def _pumped(rng: random.Random, text: bytes) -> bytes:
    """Something many times somewhere in a text, or in place of its end."""
    pump = rng.choice(PUMPS).encode()
    at = rng.randrange(len(text) + 1)
    times = rng.choice((3, 300, 2**17, 2**19)) // len(pump)
    return text[:at] + pump * times + (text[at:] if rng.random() < 0.7 else b"")


def _numbered(rng: random.Random, text: bytes) -> bytes:
    """Other numbers in place of all."""
    number = rng.choice((b"0", b"1", b"-1", b"999999999999999", b"9" * 400, b"64", b"2147483648"))
    return (
        re.sub(rb"\d+", number, text) if rng.random() < 0.5 else re.sub(rb"\d+", number, text, count=1)
    )


VALUE: tuple[Change, ...] = (
    _replaced, _replaced, _worded, _worded, _worded, _removed, _moved, _named, _repeated, _scaled,
    _scaled, _raw, _twice,
)  # fmt: skip
BYTES: tuple[Change, ...] = (_flipped, _inserted, _truncated, _doubled)
PROSE: tuple[Change, ...] = (_pumped, _pumped, _numbered, _inserted, _doubled)


def _within(rng: random.Random, text: bytes, change: Callable[[Any, Any], object]) -> bytes:
    """Text with one place of its JSON changed; as it was where it is none any more."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return _flipped(rng, text)
    places = _places(value)
    if not places:
        return text
    change(*rng.choice(places))
    return json.dumps(value, ensure_ascii=rng.random() < 0.5).encode(errors="replace")


def _places(value: Any) -> list[tuple[Any, Any]]:
    """Each place in some JSON: what holds it, and its name or number there."""
    found: list[tuple[Any, Any]] = []
    left = [value]
    while left:
        holder = left.pop()
        if isinstance(holder, dict | list):
            names = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
            found += [(holder, name) for name in names[:500]]
            left += [holder[name] for name in names[:500]]
    return found
