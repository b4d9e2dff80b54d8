# mypy: disable-error-code="no-any-return, no-untyped-call, override, assignment, misc, var-annotated"
# mypy: disable-error-code="attr-defined, operator, arg-type, return-value, index, no-untyped-def"
"""Networks with values that are read as others than they are, or built otherwise than they are meant;
beside each kind, what looks like it and is sound."""

from collections import OrderedDict

import torch
import torch.nn.functional as F  # noqa: N812  # as everybody has it
from torch import nn

from tests.check.meaning import Mapped


class Pooled(Mapped):
    def read(self, x):
        return self.more(x.amax((2, 3)))

    def more(self, x):
        return x


class Attending(Mapped):
    """Tokens that attend by a mask."""

    def read(self, x):
        x = x.flatten(2).transpose(1, 2)
        return F.scaled_dot_product_attention(x, x, x, attn_mask=self.mask(x.shape[1])).amax(1)


class Upper(Attending):
    def mask(self, t):
        return torch.triu(torch.ones(t, t, dtype=torch.bool))  # ahead, of bools


class Infinite(Attending):
    def mask(self, t):
        return torch.full((t, t), float("-inf")).tril(-1).nan_to_num(0.0)  # ahead, of floats


class Layered(Mapped):
    def __init__(self) -> None:
        super().__init__()
        self.attention = nn.MultiheadAttention(16, 2, batch_first=True)

    def read(self, x):
        x = x.flatten(2).transpose(1, 2)
        mask = self.mask(x.shape[1])
        return self.attention(x, x, x, attn_mask=mask, need_weights=False)[0].amax(1)

    def mask(self, t):
        return torch.ones(t, t, dtype=torch.bool).tril(-1)  # ahead, of the layer


class Causal(Attending):
    def mask(self, t):
        return torch.ones(t, t, dtype=torch.bool).tril()


class Hiding(Layered):
    def mask(self, t):
        return torch.ones(t, t, dtype=torch.bool).triu(1)


class Near(Attending):
    def mask(self, t):
        at = torch.arange(t)
        return (at[:, None] - at).abs() < 3


class BothWays(Causal):
    def read(self, x):
        tokens = x.flatten(2).transpose(1, 2)
        mask = torch.ones(tokens.shape[1], tokens.shape[1], dtype=torch.bool).triu()
        back = F.scaled_dot_product_attention(tokens, tokens, tokens, attn_mask=mask)
        return super().read(x) + back.amax(1)


class Similar(Mapped):
    """Tokens that are compared."""

    def read(self, x):
        x = x.flatten(2).transpose(1, 2)
        return (self.compare(self.unit(x)).softmax(-1) @ x).amax(1)

    def unit(self, x):
        return F.normalize(x)  # along the places

    def compare(self, x):
        return x @ x.transpose(1, 2)


class Summed(Similar):
    def unit(self, x):
        return F.normalize(x, p=2, dim=1)  # for einsum

    def compare(self, x):
        return torch.einsum("nic,njc->nij", x, x)


class Cosine(Similar):
    def unit(self, x):
        return F.normalize(x, dim=-1)


class OfChannels(Mapped):
    """Channels that are compared along all places, as they are normalised."""

    def read(self, x):
        y = F.normalize(x.flatten(2), dim=-1)
        return ((y @ y.mT).softmax(-1) @ x.flatten(2)).amax(2)


class Warped(Mapped):
    def read(self, x):
        n, _, h, w = x.shape
        ys, xs = torch.meshgrid(torch.arange(h), torch.arange(w), indexing="ij")
        grid = torch.stack([xs, ys], -1).to(x).expand(n, h, w, 2) + x[:, :2].permute(0, 2, 3, 1)
        return F.grid_sample(x, self.scaled(grid, h, w), align_corners=True).amax((2, 3))

    def scaled(self, grid, h, w):
        return grid

    def forward(self, x):
        return self.fc(self.read(F.pad(self.cnn(x), (4, 4, 4, 4))))


class Scaled(Warped):
    def scaled(self, grid, h, w):
        return 2 * grid / grid.new_tensor([w - 1, h - 1]) - 1


class Vectors(Pooled):
    def __init__(self) -> None:
        super().__init__()
        self.drop = nn.Dropout1d(0.3)

    def more(self, x):
        return self.drop(x)


class Functional(Pooled):
    def more(self, x):
        return F.dropout1d(x, 0.2, self.training)


class Rows(Mapped):
    def __init__(self) -> None:
        super().__init__()
        self.drop, self.flat = nn.Dropout1d(0.3), nn.Dropout2d(0.3)

    def read(self, x):
        return self.flat(self.drop(x.flatten(2)).amax(2)[:, :, None, None]).flatten(1)


class Dropping(Pooled):
    def __init__(self) -> None:
        super().__init__()
        self.drop, self.last = nn.Dropout(0.3), nn.Linear(16, 16)

    def more(self, x):
        h = self.drop(x)  # and lost
        h = self.last(x)
        return h.relu()


class Unnormed(Pooled):
    def more(self, x):
        unit = F.normalize(x, dim=1)  # noqa: F841  # and never read
        return x * 2


class Aside(Pooled):
    """Both are used."""

    def more(self, x):
        unit = F.normalize(x, dim=1)
        return x * unit.sum(1, keepdim=True)


class Branched(Pooled):
    """One of both is run."""

    unit = True

    def more(self, x):
        if self.unit:
            y = F.normalize(x, dim=1)
        else:
            y = x
            y = y + 0
        return y * x.sum(1, keepdim=True)


class Bilinear(Mapped):
    """Descriptors of length 1, whose products are added up over all places."""

    def __init__(self) -> None:
        super().__init__()
        self.fc = nn.Linear(256, 5)

    def read(self, x):
        x = F.normalize(x.flatten(2), dim=1)
        return (x @ x.transpose(1, 2)).flatten(1)


class Leaky(Pooled):
    def __init__(self) -> None:
        super().__init__()
        self.act = nn.LeakyReLU(True)

    def more(self, x):
        return self.act(x)


class Exponential(Leaky):
    def __init__(self) -> None:
        super().__init__()
        self.act = nn.ELU(True)


class NormOfBool(Leaky):
    def __init__(self) -> None:
        super().__init__()
        self.act = nn.BatchNorm1d(16, False)


class Slight(Leaky):
    """Each by its place, or no dropout."""

    def __init__(self) -> None:
        super().__init__()
        self.act = nn.Sequential(nn.LeakyReLU(0.2, True), nn.Dropout(False))

    def more(self, x):
        return self.act(x + 1)


class Named(Leaky):
    def __init__(self) -> None:
        super().__init__()
        layers = OrderedDict([("fc", nn.Linear(16, 16)), ("act", nn.ReLU()), ("fc", nn.Linear(16, 16))])
        self.act = nn.Sequential(layers)


class Keyed(Pooled):
    def __init__(self) -> None:
        super().__init__()
        self.two = nn.ModuleDict({"a": nn.Linear(16, 16), "b": nn.ReLU(), "a": nn.Linear(16, 8)})  # noqa: F601

    def more(self, x):
        return F.pad(self.two["a"](self.two["b"](x)), (0, 8))


class NamedApart(Pooled):
    """The same names, in two dictionaries."""

    def __init__(self) -> None:
        super().__init__()
        self.one = nn.Sequential(OrderedDict([("fc", nn.Linear(16, 16)), ("act", nn.ReLU())]))
        self.two = nn.Sequential(OrderedDict([("fc", nn.Linear(16, 16)), ("act", nn.ReLU())]))

    def more(self, x):
        return self.two(self.one(x))


class Twins(Mapped):
    def once(self, x):
        return self.cnn(x).amax((2, 3))

    def forward(self, left, right):
        one, two = self.once(left), self.once(left)  # twice
        return self.fc(one - two + one * two)


class Returned(Mapped):
    def once(self, x):
        return self.fc(self.cnn(x).amax((2, 3)))

    def forward(self, anchor, other):
        return self.once(anchor), self.once(anchor)  # returned


class Spare(Pooled):
    """An argument that others have a use for, and a norm that is called twice."""

    def __init__(self) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(16)

    def more(self, x, mask=None):
        a, b = self.norm(x), self.norm(x)
        return a * b.sigmoid()


class OfClass(Pooled):
    shift = nn.Parameter(torch.zeros(16))

    def more(self, x):
        return x + self.shift


class Hinted(Pooled):
    """The class says what its objects have."""

    act: nn.Module

    def __init__(self) -> None:
        super().__init__()
        self.act = nn.ReLU()

    def more(self, x):
        return self.act(x)


class Keras(Leaky):
    def __init__(self) -> None:
        super().__init__()
        self.act = nn.BatchNorm1d(16, momentum=0.99)
