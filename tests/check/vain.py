# mypy: disable-error-code="no-any-return, no-untyped-call, override, assignment, misc, var-annotated"
# mypy: disable-error-code="attr-defined, operator"
"""Networks to which something is said in vain, or that spoil numbers; beside each, what is meant so."""

from typing import Any

import torch
import torch.nn.functional as F  # noqa: N812  # as everybody has it
from torch import nn

from tests.check.networks import Classifier


class Pooled(Classifier):
    def pooled(self, x: torch.Tensor) -> torch.Tensor:
        return self.features(x).mean((2, 3))


class Dropped(Pooled):
    """The mode is the probability."""

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.fc(F.dropout(self.pooled(x), self.training))


class Undropped(Pooled):
    """No dropout is asked for, by False."""

    def __init__(self) -> None:
        super().__init__()
        self.drop, self.rate = nn.Dropout(False), False

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.fc(F.dropout(self.drop(self.pooled(x)), self.rate, self.training))


class Unfrozen(Classifier):
    """A module is not frozen by an attribute."""

    def __init__(self) -> None:
        super().__init__()
        self.features.requires_grad = False


class Misspelled(Classifier):
    """Nor are parameters, by one of another name."""

    def __init__(self) -> None:
        super().__init__()
        for one in self.features.parameters():
            one.require_grad = False


class Flagged(Classifier):
    """It is an attribute of its own, which is looked at."""

    def __init__(self) -> None:
        super().__init__()
        self.requires_grad = False

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return super().forward(x if self.requires_grad else x.detach())


class Momentum(Classifier):
    """The second argument is eps."""

    def __init__(self) -> None:
        super().__init__()
        self.features[4] = nn.BatchNorm2d(16, 0.9)


class Banded(Classifier):
    """The first convolution only says that it takes five bands."""

    def __init__(self) -> None:
        super().__init__()
        self.bands = nn.Conv2d(3, 5, 1)
        self.features[0].in_channels = 5

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return super().forward(self.bands(x))


class Relabelled(Classifier):
    """The last layer only says that it is for seven classes."""

    def __init__(self) -> None:
        super().__init__()
        self.fc.out_features = 7


class Reweighted(Classifier):
    """The last layer is for seven classes, and says ten."""

    def __init__(self) -> None:
        super().__init__()
        self.fc.weight = nn.Parameter(torch.randn(7, 16))
        self.fc.bias = nn.Parameter(torch.zeros(7))


class Banked(Pooled):
    """A buffer grows in training, and a new network has no room for it."""

    def __init__(self) -> None:
        super().__init__()
        self.bank: torch.Tensor
        self.register_buffer("bank", torch.zeros(0, 16))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        made = self.pooled(x)
        if self.training:
            self.bank = torch.cat([self.bank, made.detach()])
        return self.fc(made)


class Roomy(Banked):
    """A new network makes room for it."""

    def _load_from_state_dict(self, state: dict[str, Any], prefix: str, *rest: Any) -> None:
        self.bank = torch.zeros_like(state[f"{prefix}bank"])
        super()._load_from_state_dict(state, prefix, *rest)


class Still(nn.Module):
    """No mode is handed on, and nothing inside minds it."""

    def __init__(self) -> None:
        super().__init__()
        self.conv = nn.Conv2d(3, 3, 3, padding=1)

    def train(self, mode: bool = True) -> "Still":
        return self

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.conv(x).tanh()


class Stilled(Classifier):
    def __init__(self) -> None:
        super().__init__()
        self.still = Still()

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return super().forward(self.still(x))


class Powered(Classifier):
    """What is raised to a learned power may be negative."""

    def __init__(self) -> None:
        super().__init__()
        self.power = nn.Parameter(torch.tensor(3.0))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        made = self.features(x)
        return self.fc(made.pow(self.power).mean((2, 3)).pow(1 / self.power))


class Scored(Pooled):
    """Scores are standardised over the whole batch."""

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        made = self.fc(self.pooled(x))
        spread = made.std() + 1e-6
        return (made - made.mean()) / spread


class Undirected(Classifier):
    """A softmax of three dimensions, without one, is along the batch."""

    def __init__(self) -> None:
        super().__init__()
        self.weights = nn.Softmax()

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        made = self.features(x).flatten(2)
        return self.fc((made * self.weights(100 * made)).sum(2))


class Shuffled(nn.Module):
    """Three times the channels are made for an enlargement by three, which needs nine times."""

    def __init__(self) -> None:
        super().__init__()
        self.grow = nn.Conv2d(3, 8, 3, padding=1)
        self.wide = nn.Conv2d(8, 8 * 3, 3, padding=1)
        self.shuffle = nn.PixelShuffle(3)
        self.end = nn.Conv2d(8, 3, 3, padding=1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.end(self.shuffle(self.wide(self.grow(x))))


class Counted(Classifier):
    """The parameters to be trained are counted, and the iterator is used up by that."""

    def __init__(self) -> None:
        super().__init__()
        self.requires_grad_(False)
        chosen = self.fc.parameters()
        self.count = sum(one.numel() for one in chosen)
        for one in chosen:
            one.requires_grad = True


class Masked(Pooled):
    """A mask of a number for each sample meets the last dimension."""

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        made = self.features(x)
        return self.fc((made * x.new_ones(len(x))).mean((2, 3)))


class Windowed(Classifier):
    """Maps are cut into windows of two by two, and none is padded."""

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        made = self.features(x)
        n, c, h, w = made.shape
        windows = made.reshape(n, c, h // 2, 2, w // 2, 2)
        return self.fc(windows.amax((3, 5)).mean((2, 3)))


class Forgotten(nn.Module):
    """What is computed is not returned."""

    def __init__(self) -> None:
        super().__init__()
        self.scale = nn.Conv2d(3, 3, 1)

    def forward(self, x: torch.Tensor) -> None:
        self.scale(x)


class Forgetful(Classifier):
    def __init__(self) -> None:
        super().__init__()
        self.first = Forgotten()

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return super().forward(self.first(x) * 2)


class Twice(Pooled):
    """Dropout is meant in eval mode, and said so of one of two."""

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        made = F.dropout(self.pooled(x), 0.3, training=True)
        return F.dropout(self.fc(made), 0.3)
