"""SVG as text: elements whose attributes and children are escaped. Colours are for the style to give."""

from markupsafe import Markup, escape

Attribute = str | int | float


def tag(name: str, *children: str, **attributes: Attribute) -> Markup:
    """An element. ``class_`` is its class, and of other names ``_`` stands for ``-``."""
    told = Markup("").join(
        Markup(' {}="{}"').format(key.rstrip("_").replace("_", "-"), _number(value))
        for key, value in attributes.items()
    )
    inside = Markup("").join(map(escape, children))
    return Markup("<{0}{1}>{2}</{0}>").format(Markup(name), told, inside)


def _number(value: Attribute) -> str:
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else str(value)


def text(x: float, y: float, said: str, class_: str = "", anchor: str = "start") -> Markup:
    """A line of text."""
    return tag("text", said, x=x, y=y, text_anchor=anchor, class_=class_)


def rect(x: float, y: float, width: float, height: float, class_: str, rx: float = 0) -> Markup:
    """A rectangle."""
    return tag("rect", x=x, y=y, width=width, height=height, rx=rx, class_=class_)


def link(href: str, label: str, *children: str) -> Markup:
    """Children that lead somewhere, with what a reader is told of them."""
    return tag("a", tag("title", label), *children, href=href, aria_label=label)


def labelled(label: str, *children: str) -> Markup:
    """Children of which a reader is told something, and which lead nowhere."""
    return tag("g", tag("title", label), *children)


def drawing(width: float, height: float, label: str, *children: str, roving: bool = False) -> Markup:
    """A whole picture. With ``roving``, arrows go from one of its links to the next."""
    return tag(
        "svg",
        *children,
        viewBox=f"0 0 {width:g} {height:g}",
        width=width,
        height=height,
        role="group" if roving else "img",
        aria_label=label,
        class_="roving" if roving else "still",
    )
