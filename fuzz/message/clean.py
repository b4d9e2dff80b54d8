"""Clean: the lines of a pasted text as they were printed, without what a log put around them."""

import re
from html import unescape
from textwrap import dedent

ESCAPE = r"(?:\x1b|\\u001b|\\x1b|\\033|\\e|\^\[)"
CODES = re.compile(
    rf"{ESCAPE}\[[\d;]*[A-Za-z]|\[(?:\d{{1,3}};)*\d{{1,3}}m"
    r"|\x1b\][^\x07\x1b]{0,1000}(?:\x07|\x1b\\)|[\u200b\ufeff]"
)
"""Colours, also where the escape character was lost or written out; titles and links of terminals."""

RETURNS = re.compile(r"(?<!\r)\r++\n")
ENTITY = re.compile(r"&(?:[lg]t|amp|quot|apos|nbsp|#\d{1,5}|#x[\da-fA-F]{1,4});")
TAG = re.compile(r"</?(?:pre|code|span|div|p|b|strong|em|blockquote)(?: [^<>]*)?>")
BREAK = re.compile(r"<br ?/?>")
NEWLINE = re.compile(
    r"\\{1,2}n(?:(?![a-z0-9_])|(?=\w[\w.]*(?:Error|Exception|Warning)\b|from user code|size mismatch))"
)
"""A line break as JSON writes it; no folder of Windows such as ``C:\\new``."""

AFTER_BREAK = re.compile(r"\n((?:\\{1,2}t)+)")
QUOTES = str.maketrans(
    dict(zip("\u2018\u2019\u201c\u201d\xa0\xd7\u2771\u2502\u2503", "''\"\" x>||", strict=True))
)

LEVEL = r"\[?(?:DEBUG|INFO|WARN(?:ING)?|ERROR|CRITICAL|FATAL|stdout|stderr)\]?"
DATE = r"\[?\d{4}[-/]\d\d[-/]\d\d[T ][\d:,.]+(?:Z|[+-]\d\d:?\d\d)?\]?"
DECORATION = re.compile(
    r"^\s*(?:\[(?:rank|default)\d+\]:|\[\d+,\d+\]<std\w+>:|\(\w+ pid=\d+[^)]*\)|"
    rf"{DATE}(?:(?: ++(?:[-|] *+)?(?:[\w.]++ ++[-|] *+)?| *\| *+){LEVEL}(?: +F\b)? *[-|:]?)?|"
    rf"\[?[EWIF]\d{{4}} [\d:.]+ +\d+ [\w./]+:\d+\]|{LEVEL}(?::[\w.]+:| *[:|]| +-)|"
    r"[\w.-]+-\d+ +\||\d+\.\d+s\s+\d+\s|\[?\d\d:\d\d:\d\d(?:[.,]\d+)?\]?|wandb:|E  |E$|\||>>>|\d+:)\s?"
)
"""What a launcher, a log, pytest or a prompt puts in front of a line."""

DEPTH = 4
"""How many times a line may be quoted and logged."""

DECORATIONS = 8
"""How many prefixes a line may have each time."""

LINES = 20_000
"""How many lines of a text are read, the last ones: an exception ends what a program prints."""

QUOTED = re.compile(r"^ ?> ?")
QUOTED_ALONE = re.compile(
    r"^ ?> (?=[A-Z][a-z]+ \w)|^ ?> ?(?=\S)(?=.*\b[A-Z]\w*(?:Error|Exception|Warning): \S)"
)
"""A single line that is quoted, and is a sentence or tells an exception: pytest marks source, which
stands further in."""

BOX = re.compile(r"^\s*\|.*\|\s*$")
BOLD = re.compile(r"(?<!\S)\*\*(?=[^\s*])([^*\n]{0,2000}[^*\s])\*\*(?!\w)")
"""Words in bold of Markdown; no keyword arguments of a line of source."""

FENCE = re.compile(r"^\s*(?:```|~~~)[\w+-]*\s*$")


def clean_lines(text: str) -> list[str]:
    """The lines of a text without colours, markup, the prefixes of logs and a margin that all of them
    have; those of JSON as printed."""
    lines = [line for line in _plain(text).splitlines()[-LINES:] if not FENCE.match(line)]
    for _ in range(DEPTH):
        before = lines
        lines = [_undecorated(line) for line in _unquoted(lines)]
        if lines == before:
            break
    return dedent("\n".join(lines)).split("\n")


def _undecorated(line: str) -> str:
    """A line without what stands in front of it, and the sides of its box."""
    bare = line.rstrip().removesuffix("|") if BOX.match(line) else line
    for _ in range(DECORATIONS):
        found = DECORATION.match(bare)
        if not found or not found.end():
            break
        bare = bare[found.end() :]
    return bare.rstrip()


def _plain(text: str) -> str:
    """The text without colours, with its entities and written-out line breaks undone."""
    text = RETURNS.sub("\n", CODES.sub("", text))
    if ENTITY.search(text):
        text = ENTITY.sub(lambda found: unescape(found[0]), text)
    text = BOLD.sub(r"\1", TAG.sub("", BREAK.sub("\n", text)))
    if NEWLINE.search(text):
        text = NEWLINE.sub("\n", text)
        text = AFTER_BREAK.sub(lambda found: "\n" + "\t" * found[1].count("t"), text)
        text = text.replace('\\"', '"').replace("\\'", "'")
    return text.translate(QUOTES)


def _unquoted(lines: list[str]) -> list[str]:
    """The lines without the marks of a quotation; a single one is a mark of pytest, unless it tells an
    exception."""
    marked = [False, *(bool(QUOTED.match(line)) for line in lines), False]
    return [
        QUOTED.sub("", line, count=1) if here and (above or below or QUOTED_ALONE.match(line)) else line
        for line, above, here, below in zip(lines, marked, marked[1:], marked[2:], strict=False)
    ]
