"""left_at_default(): the call that leaves an option of a layer at a default, which a library makes."""

import ast
from itertools import dropwhile

from fuzz.check.code.given import given_in, is_complete
from fuzz.check.code.tally import arguments_of, default_of
from fuzz.check.code.tree import function_of, is_inside
from fuzz.check.plain.at import Origin
from fuzz.execution.named.place import Call, Place

NAMES = {
    "in_channels": (
        *("in_channels", "in_chans", "in_ch", "in_planes", "inplanes", "input_channels", "n_channels"),
        *("num_channels", "channels", "in_dim", "bands"),
    ),
    "in_features": ("in_features", "in_dim", "input_dim", "dim", "features", "num_features", "feat_dim"),
}
"""What people call the argument of a helper that is to become an option of a layer."""


def left_at_default(trail: tuple[Call, ...], option: str, value: object) -> Origin | None:
    """The call of a function of the user's, of those that were at work when a layer was made, that does
    not give the argument which is named like an option of the layer, while its default is the ``value``
    that the layer has. None where there is none."""
    calls = ((call.place, trail[at:]) for at, call in enumerate(trail))
    return next((one for place, at in calls if (one := _left(place, at, option, value))), None)


def _left(place: Place, trail: tuple[Call, ...], option: str, value: object) -> Origin | None:
    function = function_of(place)
    outer = tuple(dropwhile(lambda one: is_inside(one.place, function, place.file), trail))
    if function is None or not outer or not is_complete(outer[0]):
        return None
    names = arguments_of(function)
    own = names[1:] if names[:1] in (["self"], ["cls"]) else names
    for name in (one for one in names if one in NAMES.get(option, ())):
        default = default_of(function, name)
        same = isinstance(default, ast.Constant) and default.value == value
        if same and given_in(outer[0], name, own) is None:
            called = outer[0].place
            return Origin(called, called, left=f"{name}={value} of {function.name}()")
    return None
