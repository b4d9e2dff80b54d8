# mypy: disable-error-code="no-any-return, no-untyped-call, override, assignment"
"""Networks as users build them, small enough to be run often: each with a fault, or with none."""

import torch
from torch import nn


def body(channels: int = 16) -> nn.Sequential:
    """A stem and two strided convolutions: an eighth of the size, rounded up."""
    return nn.Sequential(
        nn.Conv2d(3, 8, 3, 2, 1),
        nn.BatchNorm2d(8),
        nn.ReLU(),
        nn.Conv2d(8, channels, 3, 2, 1),
        nn.BatchNorm2d(channels),
        nn.ReLU(),
        nn.Conv2d(channels, channels, 3, 2, 1),
        nn.BatchNorm2d(channels),
    )


class Classifier(nn.Module):
    """Sound: any size, two or more samples in training where little is left of an image."""

    def __init__(self) -> None:
        super().__init__()
        self.features = body()
        self.fc = nn.Linear(16, 10)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.fc(self.features(x).mean((2, 3)))


def sound() -> nn.Module:
    return Classifier()


def wrong_head() -> nn.Module:
    network = Classifier()
    network.fc = nn.Linear(2048, 10)
    return network


class Merged(Classifier):
    """The batch is merged with height and width."""

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.fc(self.features(x).permute(0, 2, 3, 1).reshape(-1, 16))


class Listed(Classifier):
    """A head that model.parameters() does not have."""

    def __init__(self) -> None:
        super().__init__()
        self.fc = nn.Identity()
        self.heads = [nn.Linear(16, 10)]

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.heads[0](self.features(x).mean((2, 3)))


class Dropping(Classifier):
    """Dropout in eval mode."""

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.fc(nn.functional.dropout(self.features(x).mean((2, 3)), 0.5))


class Detached(Classifier):
    """The features never learn."""

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.fc(self.features(x).mean((2, 3)).detach())


class Stray(Classifier):
    """A head that is never called."""

    def __init__(self) -> None:
        super().__init__()
        self.classifier = nn.Linear(16, 2)


class Squeezed(Classifier):
    """The batch dimension goes with the others where it is one."""

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        pooled = nn.functional.adaptive_avg_pool2d(self.features(x), 1).squeeze()
        return self.fc(pooled)


class Remembering(Classifier):
    """What one batch leaves is part of the graph of the next."""

    def __init__(self) -> None:
        super().__init__()
        self.cell = nn.GRUCell(16, 10)
        self.hidden: torch.Tensor | None = None

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        self.hidden = self.cell(self.features(x).mean((2, 3)), self.hidden)
        return self.hidden


class Probable(Classifier):
    """Ends in probabilities, which cross-entropy computes itself."""

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return super().forward(x).softmax(1)


class Decoder(nn.Module):
    """Joins what it has halved with what it has not: sizes that halve evenly."""

    def __init__(self) -> None:
        super().__init__()
        self.down = nn.Conv2d(3, 4, 2, 2)
        self.deep = nn.Conv2d(4, 4, 2, 2)
        self.up = nn.ConvTranspose2d(4, 4, 2, 2)
        self.out = nn.Conv2d(8, 1, 1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        down = self.down(x)
        return self.out(torch.cat((down, self.up(self.deep(down))), 1))


class Fixed(nn.Module):
    """A head for one size of the features."""

    def __init__(self) -> None:
        super().__init__()
        self.features = body(4)
        self.fc = nn.Linear(4 * 4 * 4, 2)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.fc(torch.flatten(self.features(x), 1))


class Two(Classifier):
    """Two inputs of different channels."""

    def __init__(self) -> None:
        super().__init__()
        self.depth = nn.Conv2d(1, 16, 3, 8, 1)

    def forward(self, x: torch.Tensor, depth: torch.Tensor) -> dict[str, torch.Tensor]:
        seen = self.features(x).mean((2, 3)) + self.depth(depth).mean((2, 3))
        return {"logits": self.fc(seen)}


class Deliberate(Classifier):
    """Dropout in eval mode, and it says so."""

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.fc(nn.functional.dropout(self.features(x).mean((2, 3)), 0.5, training=True))


class Unpooled(Classifier):
    """The pooling went with the last children."""

    def __init__(self) -> None:
        super().__init__()
        whole = nn.Sequential(body(), nn.ReLU(), nn.AdaptiveAvgPool2d(1))
        self.features = nn.Sequential(*list(whole.children())[:-1])

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.fc(torch.flatten(self.features(x), 1))  # as a whole


class Named(Classifier):
    """Two names for one network."""

    def __init__(self) -> None:
        super().__init__()
        self.depth = self.features
        self.depth[0] = nn.Conv2d(1, 8, 3, 2, 1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.fc((self.features(x) + self.depth(x[:, :1])).mean((2, 3)))


class First(Classifier):
    """The last of the batch is taken for the last of a sequence."""

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        steps = self.features(x).flatten(2).transpose(1, 2)
        return self.fc(steps[-1])


class Attending(Classifier):
    """Images attend to each other: batch_first is forgotten."""

    def __init__(self) -> None:
        super().__init__()
        self.attend = nn.TransformerEncoderLayer(16, 2, 16)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        places = self.features(x).flatten(2).transpose(1, 2)
        return self.fc(self.attend(places).mean(1))


class Auxiliary(Classifier):
    """A head that is called in training alone does not fit."""

    def __init__(self) -> None:
        super().__init__()
        self.aux = nn.Linear(32, 10)

    def forward(self, x: torch.Tensor) -> torch.Tensor | tuple[torch.Tensor, torch.Tensor]:
        seen = self.features(x).mean((2, 3))
        return (self.fc(seen), self.aux(seen)) if self.training else self.fc(seen)


class Ending(Classifier):
    """Ends in a layer that makes probabilities."""

    def __init__(self) -> None:
        super().__init__()
        self.end = nn.Softmax(dim=1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.end(super().forward(x))


class Deciding(Classifier):
    """What is computed depends on values."""

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        made = super().forward(x)
        if made.max() > 1e6:
            return made * 2
        return made


class Tabular(Classifier):
    """Images and, with them, a row of a table."""

    def __init__(self) -> None:
        super().__init__()
        self.table = nn.Linear(5, 16)

    def forward(self, x: torch.Tensor, row: torch.Tensor) -> torch.Tensor:
        return self.fc(self.features(x).mean((2, 3)) + self.table(row))


class Strange(nn.Module):
    """Tied weights, one module under two names, a lambda, a hook, a buffer, control flow by values, an
    optional argument, an output that holds more than tensors; and without a fault."""

    def __init__(self) -> None:
        super().__init__()
        self.encode = nn.Conv2d(3, 4, 2, 2)
        self.mix = self.again = nn.Conv2d(4, 4, 1)
        self.act = lambda x: x.clamp(min=0)
        self.calls = 0
        self.register_buffer("scale", torch.ones(1))
        self.scale: torch.Tensor
        self.mix.register_forward_hook(self.count)

    def count(self, *_: object) -> None:
        self.calls += 1

    def forward(self, x: torch.Tensor, mask: torch.Tensor | None = None) -> dict[str, object]:
        made = self.act(self.encode(x if mask is None else x * mask))
        made = self.again(self.mix(made)) * self.scale
        if float(made.sum()) > 0:
            made = made * 2
        back = nn.functional.conv_transpose2d(made, self.encode.weight, stride=2)
        return {"back": back, "name": "strange", "none": None, "size": (3, made.sum())}
