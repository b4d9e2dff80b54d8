"""A picture, with what is said about it."""

from typing import NamedTuple

from markupsafe import Markup


class Picture(NamedTuple):
    """A drawing with its title, a sentence that says what it shows, and its key: classes with words.

    ``unknown`` says what is not known, "" for nothing; ``lists`` are texts below headings that open.
    """

    name: str
    title: str
    said: str
    svg: Markup
    key: tuple[tuple[str, str], ...] = ()
    unknown: str = ""
    lists: tuple[tuple[str, str], ...] = ()
    wide: bool = False
