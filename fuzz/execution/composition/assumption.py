"""The assumptions of composition, and what is therefore run whole.

1. What a layer does - the shape, dtype, strides and `requires_grad` of its output, the exception that
   it raises, with its message and site, its warnings, what it modifies in place and what it saves for
   backward - depends on its configuration, on the mode and setting of the run, and on the same metadata
   of its input. It does not depend on values.
   The mode only matters to a layer whose code, or whose children's code, reads ``training``.
   Whether there will be a backward pass changes nothing in the forward pass.
2. The modules around layers (`composition.walk.AROUND`) only pass a tensor to children, add it and
   flatten it. Their own code is run, on abstract tensors.
3. The edited network can be built on the ``meta`` device: the same errors are raised there, with the
   same messages, as on any device.
4. The backward pass fails in a layer by itself, or because a tensor saved for backward was modified in
   place. Otherwise, it succeeds for any gradient.
5. The sizes of output and target only matter to a loss as far as they are equal, are small, or are
   compared with a class index (`composition.pattern`). A loss doesn't look into tuples or dictionaries.
   Strides only matter to its backward pass, and `no_grad` only where the output requires grad.

6. For an output without elements it is unknown whether a loss is finite: it may be a mean of nothing,
   or uninitialized memory.

Values violate the first assumption. So a case is run whole where one of its layers can divide by zero,
overflow, or use values as indices; and wherever NaN or infinity occurs.
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
        raise MustRunWhole("the features of an untrained network overflow in float16")


def concerned(layer: nn.Module, setting: Setting) -> Setting:
    """The setting as far as it matters to a layer: without the mode where its code doesn't read it."""
    check_options = any(_asks_for_mode(type(part)) for part in layer.modules())  # type: ignore[arg-type]
    return setting if check_options else setting._replace(train=False)


READ = ("torch.", "torchvision.", "strategies.", "resnet_fuzz.")
"""Where the classes are from that read the mode themselves, if at all."""


@lru_cache(maxsize=1024)
def _asks_for_mode(kind: type) -> bool:
    """Whether the code of a class of modules may read ``training``; that of `nn.Module` itself aside.

    Only of classes that we know is it known that no function which they call does so for them.
    """
    if not kind.__module__.startswith(READ):
        return True
    own = (held for base in kind.__mro__ if base is not nn.Module for held in vars(base).values())
    return any("training" in held.__code__.co_names for held in own if isinstance(held, FunctionType))


def require_indifferent(layer: nn.Module, x: TensorMeta) -> None:
    """Raise `MustRunWhole` for a layer that may raise an error for some values of its input."""
    if isinstance(layer, nn.Embedding) and not x.dtype.is_floating_point:
        raise MustRunWhole("an embedding uses its input as indices")


def require_ordinary(layer: nn.Module, setting: Setting) -> None:
    """Raise `MustRunWhole` for a layer whose output may be NaN or infinite for some values."""
    power: Any = getattr(layer, "norm_type", None)
    if power not in (None, 1) and (setting.backward or power % 2):
        raise MustRunWhole("a root of a negative sum is NaN, and so is the gradient of one at zero")
    if getattr(layer, "eps", None) == 0 or getattr(layer, "k", None) == 0:
        raise MustRunWhole("a layer may divide by zero")
