"""What is told where nn.Module.__init__ runs again on a module, and forgets what is registered in it."""

from fuzz.check.cause.kind import FORGOTTEN, Cause
from fuzz.check.plain.at import Kept
from fuzz.check.plain.seen import Raised

MODULE = "https://docs.pytorch.org/docs/stable/generated/torch.nn.Module.html"
FORGOTTEN_FIX = (
    "let it run once, and first: super().__init__() in the first line of the constructor, with no base"
    " behind it that calls it again; or make of each base an attribute, a module of its own"
)


def forgotten_text(those: tuple[Kept, ...]) -> str:
    """What happens to it."""
    names = ", ".join(f"self.{one.name}" for one in those[:3])
    more = " and more" if those[3:] else ""
    return f"nn.Module.__init__ runs again here, on a module that has {names}{more}: it forgets them"


def of_forgotten(raised: Raised) -> Cause | None:
    """The cause, where one of these is missed."""
    gone = raised.at.forgotten
    if gone is None:
        return None
    text, fix = forgotten_text((gone,)), FORGOTTEN_FIX
    return Cause(text, fix, FORGOTTEN, MODULE, site=gone.site, place=gone.place)
