"""Message templates: an error message with all that varies from case to case replaced."""

import re
from functools import lru_cache

DTYPE_NAMES = (
    r"unsigned char|signed char|short int|long int|long long|c10::complex<\w+>|c10::\w+"
    r"|torch\.(?:cuda\.)?\w+Tensor|(?:CPU|CUDA)\w+Type"
    r"|torch\.(?:float|double|half|bfloat|u?int|long|short|bool|complex)\d*"
    r"|Complex(?:Float|Double|Half)|BFloat16|Float|Double|Half|Byte|Char|Short|Int|Long|Bool"
    r"|(?:float|int|uint|bfloat|complex)\d+"
)

RULES = (
    (r"\s*\(Triggered internally at .*", ""),
    (r"\s*(?:Hint|HINT): .*", ""),
    (r"\b(?:" + DTYPE_NAMES + r")\b(?!\()", "<dtype>"),
    (r"\[<dtype> ", "["),
    (r"<dtype>(?:, <dtype>)+", "<dtype>"),
    (r"has no attribute '\w+'", "has no attribute '<name>'"),
    (r"invalid combination of arguments - got .*", "invalid combination of arguments"),
    (r"must be Tensor, not [\w.]+", "must be Tensor, not <type>"),
    (r"'(?:collections\.OrderedDict|dict|list|tuple)' object", "'<type>' object"),
    (r"\[(?:True|False)(?:, (?:True|False))*\]", "<flags>"),
    (r"torch\.Size\(\[[^\]]*\]\)", "<shape>"),
    (r"\[(?:\*\s*+,?)?(?:\s*+-?\d++\s*+,?)*+\]", "<shape>"),
    (r"\((?:\s*-?\d+\s*[,x])+(?:\s*-?\d+\s*)?\)", "<shape>"),
    (r"\b\d+x\d+(?:x-?\d+)*\b", "<shape>"),
    (r"(?<![A-Za-z_#])-?\d+(?:\.\d+)?(?:e-?\d+)?", "#"),
    (r"(?<=Backward)\d+", "#"),
)
"""Patterns of what varies, in the order in which they are replaced, and their replacements."""

STATE_DICT = "Error(s) in loading state_dict for"
COMPLAINTS = ("Missing key(s)", "Unexpected key(s)", "size mismatch")


def template(message: str) -> str:
    """A message without its sizes, dtypes, names and sites.

    Numbers become ``#``, shapes ``<shape>``, dtypes ``<dtype>``, attribute names ``<name>``. Only the
    first line counts, but of ``load_state_dict``, whose errors are listed by kind. Two messages with
    the same template are assumed to have the same cause.
    """
    if message.startswith(STATE_DICT):
        return _state_dict(message)
    return _template(message)


@lru_cache(maxsize=4096)
def _template(message: str) -> str:
    line = next((line.strip() for line in message.splitlines() if line.strip()), "")
    for pattern, instead in _compiled_rules():
        line = pattern.sub(instead, line)
    return re.sub(r"\{('[^{}]*')\}", _sorted_set, line)


@lru_cache(maxsize=1)
def _compiled_rules() -> tuple[tuple[re.Pattern[str], str], ...]:
    """The rules, compiled on first use: that takes longer than the import of this module."""
    return tuple((re.compile(pattern), instead) for pattern, instead in RULES)


def _sorted_set(found: re.Match[str]) -> str:
    """A set of names in alphabetical order: the order in which Python prints it varies by process."""
    return "{" + ", ".join(sorted(found[1].split(", "))) + "}"


def _state_dict(message: str) -> str:
    complaints = [complaint for complaint in COMPLAINTS if complaint in message]
    return f"{STATE_DICT} <network>: {', '.join(complaints)}"
