# mypy: disable-error-code="no-any-return, no-untyped-call, override, misc, operator, no-untyped-def"
"""Functions whose backward is written by hand; the wrong ones, and those with another one on purpose."""

import torch
from torch import nn
from torch.autograd import Function

from tests.check.meaning import Mapped


class Pooled(Mapped):
    def read(self, x):
        return self.more(x.amax((2, 3)))


class Cube(Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x**3

    @staticmethod
    def backward(ctx, grad):
        (x,) = ctx.saved_tensors
        return grad * x**2  # a third


class Cubed(Pooled):
    def more(self, x):
        return Cube.apply(x)


class Scale(Function):
    """Two inputs, of which one gradient is wrong; the context is set up apart."""

    @staticmethod
    def forward(x, weight):
        return x * weight

    @staticmethod
    def setup_context(ctx, inputs, output):
        ctx.save_for_backward(*inputs)

    @staticmethod
    def backward(ctx, grad):
        x, weight = ctx.saved_tensors
        of_x = grad * weight
        of_weight = (grad * x).mean(0)  # no sum
        return of_x, of_weight


class Scaled(Pooled):
    def __init__(self) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.rand(16) + 1)

    def more(self, x):
        return torch.relu(self.scale(torch.relu(x), self.weight))

    scale = staticmethod(Scale.apply)


class Layer(Function):
    @staticmethod
    def forward(ctx, x, weight):
        ctx.save_for_backward(x, weight)
        return x @ weight.t()

    @staticmethod
    def backward(ctx, grad):
        x, weight = ctx.saved_tensors
        return grad @ weight.t(), grad.t() @ x  # transposed


class Turned(Pooled):
    def __init__(self) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.randn(16, 16))

    def more(self, x):
        return Layer.apply(x, self.weight)


class Meant(Function):
    """A forward, and what is made of a gradient by it."""

    @staticmethod
    def forward(ctx, x, bound):
        ctx.bound = bound
        ctx.save_for_backward(x)
        return x


class Reversed(Meant):
    @staticmethod
    def backward(ctx, grad):
        return -ctx.bound * grad, None


class Rounded(Meant):
    @staticmethod
    def forward(ctx, x, bound):
        return (x.clamp(-bound, bound) * 4).round() / 4

    @staticmethod
    def backward(ctx, grad):
        return grad, None


class Spiking(Meant):
    @staticmethod
    def forward(ctx, x, bound):
        ctx.save_for_backward(x)
        return (x > bound).to(x)

    @staticmethod
    def backward(ctx, grad):
        (x,) = ctx.saved_tensors
        return grad / (1 + x.abs()) ** 2, None


class Bounded(Meant):
    """A clamp that lets gradients through where they lead back."""

    @staticmethod
    def forward(ctx, x, bound):
        ctx.save_for_backward(x)
        ctx.bound = bound
        return x.clamp(min=bound)

    @staticmethod
    def backward(ctx, grad):
        (x,) = ctx.saved_tensors
        return grad * ((x >= ctx.bound) | (grad < 0)), None


class Guided(Meant):
    @staticmethod
    def forward(ctx, x, bound):
        ctx.save_for_backward(x)
        return x.relu()

    @staticmethod
    def backward(ctx, grad):
        (x,) = ctx.saved_tensors
        return grad.clamp(min=0) * (x > 0), None


class Half(Meant):
    @staticmethod
    def forward(ctx, x, bound):
        return 30 * bound * x

    @staticmethod
    def backward(ctx, grad):
        return grad / 2, None  # a sixth


class Right(Meant):
    """A ReLU with the right slope, of values of which many are zero."""

    @staticmethod
    def forward(ctx, x, bound):
        ctx.save_for_backward(x)
        return torch.where(x > 0, x, x.expm1())

    @staticmethod
    def backward(ctx, grad):
        (x,) = ctx.saved_tensors
        return torch.where(x > 0, grad, grad * x.exp()), None


class Learned(Function):
    """A quantizer that learns its step, whose gradient is scaled."""

    @staticmethod
    def forward(ctx, x, step):
        ctx.save_for_backward(x, step)
        return (x / step).round().clamp(-4, 3) * step

    @staticmethod
    def backward(ctx, grad):
        x, step = ctx.saved_tensors
        y = x / step
        inside = (y > -4) & (y < 3)
        of_step = torch.where(inside, y.round() - y, y.round().clamp(-4, 3))
        return grad * inside, (grad * of_step).sum().reshape(step.shape) / x.numel() ** 0.5


class Quantized(Pooled):
    def __init__(self) -> None:
        super().__init__()
        self.step = nn.Parameter(torch.tensor(0.3))

    def more(self, x):
        return Learned.apply(x, self.step)


class Aligned(Function):
    """What comes back takes another way than what goes forth."""

    @staticmethod
    def forward(ctx, x, weight, back):
        ctx.save_for_backward(x, weight, back)
        return x @ weight.t()

    @staticmethod
    def backward(ctx, grad):
        x, _, back = ctx.saved_tensors
        return grad @ back, grad.t() @ x, None


class Feedback(Turned):
    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("back", torch.randn(16, 16))

    def more(self, x):
        return Aligned.apply(x, self.weight, self.back)


class Mapping(Pooled):
    """One of the functions that are meant, on what is zero in part."""

    function: type[Function] = Reversed

    def more(self, x):
        return self.function.apply(x.relu(), 0.1)


def mapping(kind: type[Function]) -> type[nn.Module]:
    return type(f"Mapping{kind.__name__}", (Mapping,), {"function": kind})


Halved = mapping(Half)

MEANT = (
    *map(mapping, (Reversed, Rounded, Spiking, Bounded, Guided, Right)),
    *(Quantized, Feedback),
)
