"""Signs: lines of the user's code at which operations do what findings are about."""

from typing import Any

import torch
from torch import Tensor, nn

from fuzz.check.code.alias import alias
from fuzz.check.code.call import passes, with_itself
from fuzz.check.network.place import is_torchs
from fuzz.check.plain.at import Flattened, Kept
from fuzz.execution.named.place import Place, running_at

DROPOUTS = ("dropout", "dropout1d", "dropout2d", "dropout3d", "alpha_dropout", "feature_alpha_dropout")
ATTENDING = "scaled_dot_product_attention"
"""Has dropout of its own, whatever the mode."""
RESHAPING = ("view", "reshape", "flatten", "squeeze", "permute", "transpose", "unflatten", "movedim")
FLATTENING = ("view", "reshape", "flatten")
DIVIDING = ("chunk", "split", "tensor_split", "split_with_sizes")
SUMS = ("add", "add_", "__add__", "__iadd__", "__radd__", "sub", "sub_", "__sub__", "__isub__")
FLOORING = ("relu", "relu_", "relu6", "softplus", "threshold", "abs", "square")
DETACHING = ("detach", "detach_", "item", "numpy", "tolist", "__get__", "tensor", "argmax")
ENDS = ("softmax", "sigmoid", "log_softmax", "logsigmoid", "softmin", "hardsigmoid", "expit")
AVERAGING = (
    *("interpolate", "upsample", "grid_sample", "mean", "amax", "amin", "clamp", "unsqueeze", "expand"),
    *("avg_pool1d", "avg_pool2d", "adaptive_avg_pool1d", "adaptive_avg_pool2d", "__getitem__", "float"),
    *(
        "max_pool2d",
        "adaptive_max_pool2d",
        "contiguous",
        "expand_as",
        "repeat",
        "to",
        "narrow",
        "select",
    ),
    *RESHAPING,
)
"""Of numbers between 0 and 1, these make others."""
DRAWING = (
    *("randn", "rand", "randn_like", "rand_like", "normal", "normal_", "bernoulli", "bernoulli_"),
    *("multinomial", "uniform_", "randint", "randperm", "exponential_", "cauchy_", "geometric_"),
    *("log_normal_", "random_", "randint_like", "poisson", "binomial", "rrelu", "_standard_gamma"),
    *("gumbel_softmax", "fractional_max_pool2d", "fractional_max_pool3d"),
)


class Signs:
    """What is noted of the operations of one run, the last of each kind.

    ``reshaped`` is where an operation that moves no values has changed the first dimension; ``lost``
    where any has, of a tensor that had the size of the batch in front, and ``divided`` where one has
    made several of it, with parts of the batch. ``dropped`` is where dropout is
    called in eval mode, ``meant`` whether that is said there, or of another; ``mode_for_p`` where it is
    given the mode in place of a probability. ``detached`` is the first line that cuts the graph,
    ``no_grad`` whether it is under torch.no_grad(); ``ended`` is the last softmax or the like, with the
    innermost module that runs it; of a module of torch's, without a line. So is ``floored`` of the last
    operation that leaves nothing below zero. ``doubled`` is a line that adds a tensor to itself, or
    takes it from itself.
    """

    def __init__(self, network: nn.Module, batch: int) -> None:
        self.network, self.batch = network, batch
        self.reshaped: Place | None = None
        self.lost: Place | None = None
        self.divided: Place | None = None
        self.dropped: Place | None = None
        self.drawn: Place | None = None
        self.mode_for_p: Place | None = None
        self.meant = False
        self.detached: Place | None = None
        self.no_grad = False
        self.ended: tuple[str, Place | None] | None = None
        self.activated: Tensor | None = None
        """What the last softmax or the like has made, or what was then averaged of it."""
        self.floored: Kept | None = None
        self.positive: Tensor | None = None
        """What that has made, in whatever shape."""
        self.features = False
        """Whether it has made a vector for each sample."""
        self.doubled: Kept | None = None
        self.flattened: Flattened | None = None
        self._pooled: dict[tuple[int, ...], tuple[str, Place | None]] = {}
        self._modules = {id(module): module for module in network.modules()}

    def before(self, name: str, args: Any, kwargs: dict[str, Any], running: int | None) -> None:
        """Note what can be told before an operation is run."""
        if name in (*DROPOUTS, ATTENDING) and not self.network.training and _drops(name, args, kwargs):
            self.dropped = running_at()
            dropout = "Dropout" in type(self._modules.get(running or 0)).__name__
            said = self.dropped is not None and passes(self.dropped, "training")
            self.meant = self.meant or dropout or said  # who means one of them means the others
        if name in DROPOUTS and _takes_mode_for_p(self.network.training, args, kwargs):
            self.mode_for_p = running_at()
        if name in SUMS and len(args) > 1 and args[0] is args[1] and self.doubled is None:
            place = running_at()
            if (written := with_itself(place)) is not None:
                self.doubled = Kept(written, place=place)
            elif (two := alias(place)) is not None:
                self.doubled = Kept(two.written, place=two.place)
        if name in DRAWING and not self.network.training:
            self.drawn = running_at()

    def after(
        self,
        name: str,
        given: tuple[Tensor, ...],
        made: Any,
        running: int | None,
        site: str = "",
        maker: str = "",
    ) -> None:
        """Note what is seen of an operation and its result."""
        if not given:
            return
        x = given[0]
        if self.detached is None and any(one.requires_grad for one in given):
            cut = name in DETACHING and isinstance(made, Tensor | float) and not _requires(made)
            if cut or (not torch.is_grad_enabled() and isinstance(made, Tensor)):
                self.detached = running_at()
                self.no_grad = not torch.is_grad_enabled()
        if (
            name in DIVIDING
            and x.dim()
            and x.shape[0] == self.batch
            and made[0].shape[:1] != x.shape[:1]
        ):
            self.divided = running_at()
        if not isinstance(made, Tensor) or not x.dim():
            return
        self._activated(name, x, made, running, site)
        if made.shape[:1] != x.shape[:1]:
            if name in RESHAPING:
                self.reshaped = running_at()
            if x.shape[0] == self.batch:
                self.lost = running_at()
        if name in FLATTENING and x.dim() == 4 and made.dim() == 2:
            own = running_at() if not is_torchs(self._modules.get(running or 0)) else None
            pooled = self._pooled.get(tuple(x.shape), ("", own))
            self.flattened = Flattened(tuple(x.shape), tuple(made.shape), maker, *pooled)
        if "_pool" in name:
            self._pooled = {tuple(made.shape): (name, running_at())}

    def _activated(self, name: str, x: Tensor, made: Tensor, running: int | None, site: str) -> None:
        place = None
        if name in (*ENDS, *FLOORING) and not is_torchs(self._modules.get(running or 0)):
            place = running_at()
        if name in ENDS:
            self.ended, self.activated = (site, place), made
        elif name in AVERAGING and x is self.activated:
            self.activated = made
        if name in FLOORING:
            self.floored, self.positive = Kept(name.strip("_"), site, place), made
            self.features = made.dim() == 2
        elif name in RESHAPING and x is self.positive:
            self.positive = made


def _requires(made: Any) -> bool:
    return isinstance(made, Tensor) and made.requires_grad


def _takes_mode_for_p(training: bool, args: Any, kwargs: dict[str, Any]) -> bool:
    """Whether a dropout gets the mode as its p: True, or in eval mode False, though it is to drop."""
    p = kwargs.get("p", args[1] if len(args) > 1 else None)
    return p is True or (p is False and not training and _drops("", args, kwargs))


def _drops(name: str, args: Any, kwargs: dict[str, Any]) -> bool:
    """Whether a call of a dropout is one in training, which it is unless told otherwise."""
    if name == ATTENDING:
        return bool(kwargs.get("dropout_p", args[4] if len(args) > 4 else 0.0))
    return bool(kwargs.get("training", args[2] if len(args) > 2 else True))
