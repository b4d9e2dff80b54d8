"""split(): MODULE:FACTORY, as it is named on a command line."""

from fuzz.error import FuzzError

EXAMPLE = "myapp.models:build"


def split(name: str) -> tuple[str, str]:
    """The module and the attribute of a name. Raises `FuzzError` where it isn't MODULE:FACTORY."""
    module, colon, attribute = name.partition(":")
    if not colon or not all(part.isidentifier() for part in (*module.split("."), *attribute.split("."))):
        raise FuzzError(f"{name!r}: expected MODULE:FACTORY, such as {EXAMPLE}")
    return module, attribute
