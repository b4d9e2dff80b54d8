# mypy: disable-error-code="no-any-return, no-untyped-call, override, assignment, misc, var-annotated"
# mypy: disable-error-code="attr-defined, operator, arg-type, return-value, index"
"""Networks of which a part learns nothing, or values are not what they are taken for; beside each, what
is meant so."""

import torch
import torch.nn.functional as F  # noqa: N812  # as everybody has it
from torch import nn

from tests.check.networks import Classifier


class Pooled(Classifier):
    def pooled(self, x: torch.Tensor) -> torch.Tensor:
        return self.features(x).mean((2, 3))


class Layered(Pooled):
    """Three layers, one after the other."""

    def __init__(self) -> None:
        super().__init__()
        self.layers = nn.ModuleList(nn.Linear(16, 16) for _ in range(3))


class Thrown(Layered):
    """What the first layer makes is thrown away."""

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        made = self.pooled(x)
        out = self.layers[0](made).relu()
        out = self.layers[1](made).relu()  # in place of the first
        return self.fc(self.layers[2](out))


class Parallel(Layered):
    """Each layer gets what the first one did."""

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        made = self.pooled(x)
        for layer in self.layers:
            out = layer(made)
        return self.fc(out)


class Returning(Layered):
    """The loop ends in its first round."""

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        made = self.pooled(x)
        for layer in self.layers:
            made = layer(made).relu()
            return self.fc(made)
        raise AssertionError


class Constant(Layered):
    """The number is always the same."""

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        made = self.pooled(x)
        for _ in range(len(self.layers)):
            made = self.layers[0](made).relu()
        return self.fc(made)


class Instead(Pooled):
    """The first is called in place of the second."""

    def __init__(self) -> None:
        super().__init__()
        self.fc1, self.fc2 = nn.Linear(16, 16), nn.Linear(16, 16)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        made = self.fc1(self.pooled(x)).relu()
        made = self.fc1(made).relu()  # the other was meant
        return self.fc(made)


class Copied(Pooled):
    """The value of a parameter is no parameter."""

    def __init__(self) -> None:
        super().__init__()
        self.scale = nn.Parameter(torch.ones(()))

    def scaled(self, x: torch.Tensor) -> torch.Tensor:
        return x * torch.tensor(self.scale)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.scaled(self.fc(self.pooled(x)))


class Gated(Pooled):
    """A gate for each feature."""

    def __init__(self) -> None:
        super().__init__()
        self.gate = nn.Linear(16, 16)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        made = self.pooled(x)
        return self.fc(made * self.opened(self.gate(made)))

    def opened(self, x: torch.Tensor) -> torch.Tensor:
        return x.sigmoid()


class Rounded(Gated):
    """It has no slope."""

    def opened(self, x: torch.Tensor) -> torch.Tensor:
        return x.sigmoid().round()


class Straight(Gated):
    """Its gradient is handed on."""

    def opened(self, x: torch.Tensor) -> torch.Tensor:
        soft = x.sigmoid()
        return soft + (soft.round() - soft).detach()


class Compared(Gated):
    """A comparison has no gradient at all."""

    def opened(self, x: torch.Tensor) -> torch.Tensor:
        return (x > 0).float()


class Attending(Classifier):
    """A weight for each place, of which the sum is one."""

    def __init__(self) -> None:
        super().__init__()
        self.score = nn.Linear(16, 1)

    def weighed(self, score: torch.Tensor) -> torch.Tensor:
        return score.softmax(dim=1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        tokens = self.features(x).flatten(2).transpose(1, 2)
        return self.fc((self.weighed(self.score(tokens)) * tokens).sum(1))


class Alone(Attending):
    """Each is one, as each is alone."""

    def weighed(self, score: torch.Tensor) -> torch.Tensor:
        return score.softmax(dim=-1)


class Adapted(Pooled):
    """An adapter that begins as nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.down = nn.Parameter(torch.randn(4, 16))
        self.up = nn.Parameter(torch.zeros(16, 4))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        made = self.pooled(x)
        return self.fc(made + made @ self.down.T @ self.up.T)


class Stuck(Adapted):
    """And stays so."""

    def __init__(self) -> None:
        super().__init__()
        nn.init.zeros_(self.down)  # as up is


class Distances(Classifier):
    """How far places are from each other: from itself, each is at zero."""

    def root(self, x: torch.Tensor) -> torch.Tensor:
        return (x + 1e-6).sqrt()

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        places = self.features(x).flatten(2).transpose(1, 2)
        far = self.root((places[:, None] - places[:, :, None]).pow(2).sum(-1))
        return self.fc((far.softmax(-1) @ places).mean(1))


class Rooted(Distances):
    """Where a root has no slope; that it is left out of the result does not help."""

    def root(self, x: torch.Tensor) -> torch.Tensor:
        far = torch.sqrt(x)
        return torch.where(x > 0, far, torch.zeros_like(far))


class Minus(Attending):
    """Zero by infinity."""

    def weighed(self, score: torch.Tensor) -> torch.Tensor:
        shown = torch.ones(score.shape[1:])
        return (score + (1 - shown) * float("-inf")).softmax(1)


class Hidden(Attending):
    """All of a row is masked."""

    def weighed(self, score: torch.Tensor) -> torch.Tensor:
        hidden = torch.ones(score.shape[1:], dtype=torch.bool)
        return score.masked_fill(hidden, float("-inf")).softmax(1)


class Noted(Layered):
    """What the gate says is in a loss, which is kept for whoever trains it."""

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        made = self.pooled(x)
        self.noted = self.layers[0](made).pow(2).mean()
        return self.fc(self.layers[2](self.layers[1](made)))


class Doubled(Pooled):
    """There is no way around the layer."""

    def __init__(self) -> None:
        super().__init__()
        self.more = nn.Linear(16, 16)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        made = self.more(self.pooled(x)).tanh()
        made = made + made  # no way around
        return self.fc(made)


class Around(Classifier):
    """What comes in is added to what a branch makes of it."""

    first = staticmethod(nn.ReLU)

    def __init__(self) -> None:
        super().__init__()
        self.branch = nn.Sequential(self.first(), nn.Conv2d(16, 16, 3, padding=1))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        made = self.features(x)
        return self.fc((made + self.branch(made)).mean((2, 3)))


class Modified(Around):
    """The branch begins with modifying it."""

    first = staticmethod(lambda: nn.ReLU(inplace=True))


class Rebound(Around):
    """Both ways get what was modified, by its name or by a statement: so it is meant."""

    def __init__(self) -> None:
        super().__init__()
        self.act = nn.ReLU(inplace=True)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        made = self.act(self.features(x))
        made = made + self.branch(made) - 0.5
        self.act(made)
        return self.fc(made.mean((2, 3)))


class Floored(Classifier):
    """No score is below zero."""

    def __init__(self) -> None:
        super().__init__()
        self.fc = nn.Sequential(nn.Linear(16, 10), nn.ReLU())


class Squeezing(Classifier):
    """Nor here, where scores are averaged over places, as in SqueezeNet."""

    def __init__(self) -> None:
        super().__init__()
        self.scores = nn.Sequential(nn.Conv2d(16, 10, 1), nn.ReLU(), nn.AdaptiveAvgPool2d(1))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.scores(self.features(x)).flatten(1)


class Frozen(Classifier):
    """Frozen, and evaluated in its training."""

    def __init__(self) -> None:
        super().__init__()
        self.features.requires_grad_(False)

    def train(self, mode: bool = True) -> "Frozen":
        super().train(mode)
        self.features.eval()
        return self


class Awakened(Classifier):
    """Evaluated once."""

    def __init__(self) -> None:
        super().__init__()
        self.features.requires_grad_(False)
        self.features.eval()  # until train()


class Measured(Classifier):
    """Evaluated to see what it makes."""

    def __init__(self) -> None:
        super().__init__()
        self.features.eval()
        with torch.no_grad():
            made = self.features(torch.zeros(1, 3, 32, 32))
        self.features.requires_grad_(False)
        self.fc = nn.Linear(made.shape[1], 10)


class Sized(Classifier):
    """Brought to the size of what it is added to."""

    def __init__(self) -> None:
        super().__init__()
        self.fc = nn.Identity()

    def sized(self, x: torch.Tensor, h: int, w: int) -> torch.Tensor:
        return F.interpolate(x, size=(h, w))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        fine = self.features[:3](x)
        h, w = fine.shape[2:]
        coarse = self.features[3:](fine).mean(1, keepdim=True)
        return fine + self.sized(coarse, h, w)


class Exchanged(Sized):
    """To its width and height."""

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        fine = self.features[:3](x)
        h, w = fine.shape[2:]
        coarse = self.features[3:](fine).mean(1, keepdim=True)
        return fine + F.interpolate(coarse, size=(w, h))


class Turned(Classifier):
    """What comes out is as high as the image is wide."""

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        _, _, h, w = x.shape
        return F.interpolate(self.features(x), size=(w, h))


class Times(Pooled):
    """A parameter times a number is no parameter."""

    def __init__(self) -> None:
        super().__init__()
        self.shift = nn.Parameter(torch.randn(16)) * 0.02

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.fc(self.pooled(x) + self.shift)


class Mode(Classifier):
    """A flag hides a method."""

    def __init__(self, train: bool = True) -> None:
        super().__init__()
        self.train = train


class Parts(Layered):
    """A method hides modules."""

    def __init__(self) -> None:
        super().__init__()
        self.modules = nn.ModuleList(nn.Linear(16, 16) for _ in range(2))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        made = self.pooled(x)
        for one in self.modules:
            made = one(made)
        return self.fc(made)


class Typed(Classifier):
    """So does this, of a method that nobody calls."""

    def __init__(self) -> None:
        super().__init__()
        self.type = "small"


class Uncalled(Pooled):
    """A layer is made of what it was to be called with."""

    def activated(self, x: torch.Tensor) -> torch.Tensor:
        return nn.GELU(x)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.fc(self.activated(self.pooled(x)))


class Shared(Pooled):
    """All samples have one memory, which is written to."""

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        mask = torch.zeros(1, 16).expand(x.size(0), 16)
        mask[:, 0] = 1
        return self.fc(self.pooled(x) * mask)


class Single(Classifier):
    """A norm of single values."""

    def __init__(self) -> None:
        super().__init__()
        self.norm = nn.InstanceNorm2d(16, affine=True)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.fc(self.norm(self.features(x).mean((2, 3), keepdim=True)).flatten(1))


class Positions(Classifier):
    """Tokens with their positions."""

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("table", torch.randn(50, 1, 16))

    def placed(self, tokens: torch.Tensor) -> torch.Tensor:
        return tokens + self.table[: tokens.size(1), 0]

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        tokens = self.features(x).flatten(2).transpose(1, 2)
        return self.fc(self.placed(tokens).tanh().mean(1))


class Misplaced(Positions):
    """With that of their sample in the batch."""

    def placed(self, tokens: torch.Tensor) -> torch.Tensor:
        return tokens + self.table[: tokens.size(0)]


class Undropped(Classifier):
    """Between its layers, of which there is one."""

    def __init__(self) -> None:
        super().__init__()
        self.rnn = nn.LSTM(16, 10, batch_first=True, dropout=0.5)
        self.fc = nn.Identity()

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.rnn(self.features(x).flatten(2).transpose(1, 2))[0].mean(1)


class Halves(Classifier):
    """The last states of both directions come before the batch."""

    def __init__(self) -> None:
        super().__init__()
        self.rnn = nn.GRU(16, 5, batch_first=True, bidirectional=True)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        _, states = self.rnn(self.features(x).mean(2).transpose(1, 2))
        return states.view(x.size(0), -1)
