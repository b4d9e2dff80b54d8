"""of_attribute(): an attribute of a module that was deleted, or that a method makes which never ran."""

import ast
from difflib import get_close_matches

from fuzz.check.cause.forgotten import of_forgotten
from fuzz.check.cause.kind import UNKNOWN, Cause
from fuzz.check.code.near import ATTRIBUTE
from fuzz.check.code.tree import at_line
from fuzz.check.plain.seen import Raised
from fuzz.execution.named.place import Place, place_of

INIT = "__init__"
CLASSES = "https://docs.python.org/3/reference/datamodel.html#object.__init__"


def of_attribute(raised: Raised) -> Cause | None:
    """The cause, where it is one of these."""
    found = ATTRIBUTE.search(raised.message) if raised.exception == "AttributeError" else None
    if found is None:
        return None
    return of_forgotten(raised) or _of_deleted(raised) or _of_unmade(raised, found[1], found[2])


def _of_deleted(raised: Raised) -> Cause | None:
    gone, used = raised.at.deleted, raised.at.place
    if gone is None:
        return None
    where = f" (line {used.line})" if used is not None and gone.place is not None else ""
    return Cause(
        f"{gone.name} is deleted here, and forward(){where} calls it",
        f"put a layer in its place that changes nothing: .{gone.name} = nn.Identity(); or take it out of"
        " forward() as well",
        "deleted_attribute",
        "https://docs.pytorch.org/docs/stable/generated/torch.nn.Identity.html",
        site=gone.site,
        place=gone.place,
    )


def _of_unmade(raised: Raised, kind: str, name: str) -> Cause | None:
    """An attribute that one method alone assigns, which nothing in its class calls."""
    place = raised.at.place
    classes = [one for one in at_line(place, ast.ClassDef) if one.name == kind] if place else []
    if not classes or place is None:
        return None
    methods = [one for one in classes[-1].body if isinstance(one, ast.FunctionDef)]
    makers = [one for one in methods if f"self.{name}" in _assigned(one)]
    names = {one.name for one in methods}
    if len(makers) != 1 or makers[0].name == INIT or f"self.{name}" not in place.code:
        return None
    maker = makers[0]
    line = place_of(place.file, maker.lineno)
    if INIT not in names and get_close_matches(maker.name, (INIT, "init"), n=1, cutoff=0.7):
        return Cause(
            f"self.{name} is made in {maker.name}(), which nothing calls: the constructor of a class is"
            f" named {INIT}",
            f"def {INIT}(self, ...)",
            "misnamed_constructor",
            CLASSES,
            place=line,
        )
    if _is_called(classes[-1], maker.name) or INIT not in names:
        return None
    return _of_uncalled(name, maker, line)


def _of_uncalled(name: str, maker: ast.FunctionDef, line: Place) -> Cause:
    return Cause(
        f"self.{name} is made in {maker.name}() alone, which nothing in its class calls",
        f"call it at the end of {INIT}(): self.{maker.name}()",
        UNKNOWN,
        place=line,
    )


def _assigned(method: ast.FunctionDef) -> set[str]:
    """What a method assigns, as it is written."""
    targets = [node for node in ast.walk(method) if isinstance(node, ast.Attribute)]
    return {ast.unparse(one) for one in targets if isinstance(one.ctx, ast.Store)}


def _is_called(kind: ast.ClassDef, method: str) -> bool:
    calls = (node for node in ast.walk(kind) if isinstance(node, ast.Attribute))
    return any(one.attr == method for one in calls)
