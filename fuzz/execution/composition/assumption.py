"""What composition assumes, all in this place, and what is therefore run whole.

1. What a layer does - the shape, element type, strides and `requires_grad` of its output, the exception
   that it raises, with its message and place, the warnings that it gives, what it changes in place
   and what autograd keeps - depends on its configuration, on the mode and setting of the run, and on
   the same description of its input. It does not depend on values.
   Whether it is in training matters only to a layer whose code, or whose children's code, asks.
   Whether there is to be a way back changes nothing on the way there.
2. The modules around layers (`composition.walk.AROUND`) do nothing with a tensor but hand it to
   children, add it and flatten it. Their own code is run, on ghosts.
3. The edited network can be built on the ``meta`` device: what building refuses there it refuses
   everywhere, in the same words.
4. The way back fails in a layer by itself, or because something that was kept for it was changed in
   place. Where neither is so, it works for any gradient.
5. A loss cares for the sizes of output and target only as far as they are equal, are small, or are
   compared with a class index (`composition.pattern`). It looks into no tuple and no dictionary.
   Strides matter to it on the way back alone, and `no_grad` only where the output is tracked.

6. Of an output without elements nothing is known of whether a loss is finite: it may be a mean of
   nothing, or memory that nothing was written to.

Values break the first assumption. So a case is run whole where one of its layers can divide by zero,
leave the range of its numbers, or look something up; and wherever NaN or infinity comes up.
"""

from functools import lru_cache
from types import FunctionType
from typing import Any

from torch import nn

from fuzz.execution.composition.effect import MustRunWhole
from fuzz.execution.composition.tensor_meta import TensorMeta
from fuzz.execution.setting import Setting
from strategies.case import Case


def require_composable(case: Case) -> None:
    """Raise `MustRunWhole` for a case whose outcome depends on values whatever its layers."""
    if case.autocast == "float16":
        raise MustRunWhole("the features of an untrained network leave the range of float16")


def concerned(layer: nn.Module, setting: Setting) -> Setting:
    """The setting as far as the layer cares for it: the same in both modes where it does not ask."""
    check_options = any(_asks_for_mode(type(part)) for part in layer.modules())  # type: ignore[arg-type]
    return setting if check_options else setting._replace(train=False)


@lru_cache(maxsize=1024)
def _asks_for_mode(kind: type) -> bool:
    """Whether the code of a class of modules reads ``training``; that of `nn.Module` itself aside."""
    own = (held for base in kind.__mro__ if base is not nn.Module for held in vars(base).values())
    return any("training" in held.__code__.co_names for held in own if isinstance(held, FunctionType))


def require_indifferent(layer: nn.Module, x: TensorMeta) -> None:
    """Raise `MustRunWhole` for a layer that may raise for the values of what it is given."""
    if isinstance(layer, nn.Embedding) and not x.dtype.is_floating_point:
        raise MustRunWhole("an embedding looks its input up")


def require_ordinary(layer: nn.Module, setting: Setting) -> None:
    """Raise `MustRunWhole` for a layer whose output may be NaN or infinite for some values."""
    power: Any = getattr(layer, "norm_type", None)
    if power is not None and (setting.backward or power % 2):
        raise MustRunWhole("a root of a negative sum is NaN, and so is the slope of one at zero")
    if getattr(layer, "eps", None) == 0 or getattr(layer, "k", None) == 0:
        raise MustRunWhole("a layer may divide by zero")
