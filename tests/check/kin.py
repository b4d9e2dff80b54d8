# mypy: disable-error-code="no-any-return, no-untyped-call, override, assignment, misc, var-annotated"
# mypy: disable-error-code="attr-defined, operator"
"""Networks with faults that show in the backward pass, in a second step, in another mode, or nowhere."""

from typing import Any

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812  # as everybody has it
from torch import Tensor, nn
from torch.utils.checkpoint import checkpoint

from tests.check.networks import Classifier, body


class Added(Classifier):
    """What relu has saved is added to."""

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        seen = F.relu(self.features(x))
        seen = seen.mul(1)
        made = F.relu(seen)
        made += seen
        return self.fc(made.mean((2, 3)))


class Assigned(Classifier):
    """What sigmoid has saved is written into."""

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        made = self.features(x).sigmoid()
        made[:, 0] = 0
        return self.fc(made.mean((2, 3)))


class Inplace(Classifier):
    """A layer modifies what sigmoid has saved."""

    def __init__(self) -> None:
        super().__init__()
        self.act = nn.ReLU(inplace=True)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        made = self.features(x).sigmoid()
        return self.fc(self.act(made).mean((2, 3)))


class Reversing(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, x: torch.Tensor, scale: float) -> torch.Tensor:
        ctx.scale = scale
        return x.view_as(x)

    @staticmethod
    def backward(ctx: Any, grad: torch.Tensor) -> torch.Tensor:
        return -ctx.scale * grad


class Reversed(Classifier):
    """backward() of a Function returns one gradient for two inputs."""

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.fc(Reversing.apply(self.features(x).mean((2, 3)), 0.5))


class Untrue(Classifier):
    """train() hands on no mode."""

    def train(self, mode: bool = True) -> "Untrue":
        super().train()
        self.features[1].eval()
        return self


class Alone(Classifier):
    """train() is for the network itself alone."""

    def train(self, mode: bool = True) -> "Alone":
        self.training = mode
        return self


class Sampling(Classifier):
    """Dropout that is kept on by purpose."""

    def __init__(self) -> None:
        super().__init__()
        self.drop = nn.Dropout(0.5)

    def train(self, mode: bool = True) -> "Sampling":
        super().train(mode)
        self.drop.train()
        return self

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.fc(self.drop(self.features(x).mean((2, 3))))


class Frozen(Classifier):
    """Batch norm that stays in eval mode by purpose."""

    def train(self, mode: bool = True) -> "Frozen":
        super().train(mode)
        self.features[1].eval()
        return self


class Changing(Classifier):
    """The input is normalised in place."""

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        x -= 0.5
        return super().forward(x)


class Clipping(Classifier):
    """The first layer modifies the input."""

    def __init__(self) -> None:
        super().__init__()
        self.clip = nn.Hardtanh(inplace=True)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return super().forward(self.clip(x))


class Doubled(Classifier):
    """A buffer of float64."""

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("mean", means())

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return super().forward(x - self.mean)


def means() -> torch.Tensor:
    values = np.array([0.4, 0.5, 0.6])
    return torch.from_numpy(values).view(1, 3, 1, 1)


class Constant(Classifier):
    """A constant of float64 that is made on the way."""

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        scale = torch.tensor(np.array([1.0, 2.0, 3.0]))
        return super().forward(x * scale.view(1, 3, 1, 1))


class Converted(Classifier):
    """A conversion to float64."""

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return super().forward(x.double() / 255)


class Scaled(Classifier):
    """Runs, and returns float64."""

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("scale", torch.linspace(1, 2, 10, dtype=torch.float64))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return super().forward(x) * self.scale


class Partial(Classifier):
    """What is returned always is made in training alone."""

    def forward(self, x: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        made = super().forward(x)
        if self.training:
            aux = made * 2
        return made, aux


class Stored(Classifier):
    """An attribute that eval mode alone assigns."""

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        made = self.features(x).mean((2, 3))
        if not self.training:
            self.seen = made.detach()
        return self.fc(made + self.seen)


class Hooked(Classifier):
    """A hook fills a list that nobody empties, and whose features are used."""

    def __init__(self) -> None:
        super().__init__()
        self.seen = []
        self.features.register_forward_hook(collecting(self.seen))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        made = super().forward(x)
        return made + sum(one.mean((1, 2, 3))[:, None] for one in self.seen)


def collecting(found: list[torch.Tensor]) -> Any:
    def hook(_: nn.Module, __: Any, output: torch.Tensor) -> None:
        found.append(output)

    return hook


class Emptied(Hooked):
    """A hook fills a list that each forward pass empties."""

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        self.seen.clear()
        return super().forward(x)


class Cached(Classifier):
    """Features of the step before are kept in a dictionary."""

    def __init__(self) -> None:
        super().__init__()
        self.cache = {}

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        made = self.features(x).mean((2, 3))
        if "last" in self.cache:
            made = made + self.cache["last"]
        self.cache["last"] = made
        return self.fc(made)


class Plain(Classifier):
    """What is to be learned is a tensor, and no parameter."""

    def __init__(self) -> None:
        super().__init__()
        self.scale = torch.ones(16).requires_grad_()

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.fc(self.features(x).mean((2, 3)) * self.scale)


class Listing(Classifier):
    """Parameters in a dictionary."""

    def __init__(self) -> None:
        super().__init__()
        self.scales = {"one": nn.Parameter(torch.ones(16))}

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.fc(self.features(x).mean((2, 3)) * self.scales["one"])


class Taught(Classifier):
    """A teacher that is hidden in a list by purpose, and never learns."""

    def __init__(self) -> None:
        super().__init__()
        self.teacher = [body().eval()]

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        with torch.no_grad():
            wanted = self.teacher[0](x).mean((2, 3))
        return self.fc(self.features(x).mean((2, 3)) - wanted)


class Lost(Taught):
    """A teacher that is hidden in a list, so that no mode reaches it."""

    def __init__(self) -> None:
        super().__init__()
        self.teacher = [body()]


class Centred(Classifier):
    """A buffer that keeps the graph of the batches before."""

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("center", torch.zeros(10))
        self.center: torch.Tensor

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        made = super().forward(x)
        if self.training:
            self.center = self.center * 0.9 + made.mean(0) * 0.1
        return made - self.center


class Following(Classifier):
    """A target that is never trained, and whose head is called last."""

    def __init__(self) -> None:
        super().__init__()
        self.target = nn.Linear(16, 10).requires_grad_(False)

    def forward(self, x: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        made = self.features(x).mean((2, 3))
        return self.fc(made), self.target(made.detach())


class One(Classifier):
    """One number for each sample, as (N, 1)."""

    def __init__(self) -> None:
        super().__init__()
        self.fc = nn.Linear(16, 1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        made = super().forward(x)
        return made * 2 + 1


class Halved(nn.Module):
    """A block and its shortcut of different strides: they fit where little is left of an image."""

    def __init__(self) -> None:
        super().__init__()
        self.stem = nn.Conv2d(3, 4, 16, 16)
        self.block = nn.Conv2d(4, 4, 3, 1, 1)
        self.shortcut = nn.Conv2d(4, 4, 1, 2)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        x = self.stem(x)
        return (self.block(x) + self.shortcut(x)).mean((2, 3))


class Context(Classifier):
    """A map to which its own mean is added, whatever its size: sound, but for one image in training."""

    def __init__(self) -> None:
        super().__init__()
        self.pool = nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Conv2d(16, 16, 1), nn.BatchNorm2d(16))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        seen = self.features(x)
        return self.fc((seen + self.pool(seen)).mean((2, 3)))


class Viewed(Classifier):
    """A view that is meant to swap dimensions, and mixes samples."""

    def __init__(self) -> None:
        super().__init__()
        self.rnn = nn.GRU(16, 8)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        seen = self.features(x).flatten(2)
        steps = seen.reshape(seen.shape[2], seen.shape[0], 16)
        return self.rnn(steps)[0].permute(1, 0, 2)


class Asleep(Classifier):
    """Never trains, on purpose or not."""

    def train(self, mode: bool = True) -> "Asleep":
        super().train(False)
        return self


class Closed(Classifier):
    """What a hook keeps is in no attribute."""

    def __init__(self) -> None:
        super().__init__()
        found = []

        def adding(_: nn.Module, __: Any, made: torch.Tensor) -> torch.Tensor:
            found.append(made)
            return torch.stack(found).sum(0)

        self.features.register_forward_hook(adding)


class Stateful(Classifier):
    """The second call goes on where the first has ended."""

    def __init__(self) -> None:
        super().__init__()
        self.last: torch.Tensor | None = None

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        made = super().forward(x)
        if self.last is not None:
            made = made + self.last
        self.last = made.detach()
        return made


class Exhausted(Classifier):
    """The blocks are used up by the first call."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks = nn.ModuleList([nn.Linear(16, 16), nn.ReLU()])
        self.order = zip(self.blocks, ("one", "two"), strict=True)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        made = self.features(x).mean((2, 3))
        for block, _ in self.order:
            made = block(made)
        return self.fc(made)


class Growing(Classifier):
    """A list that nobody reads or empties."""

    def __init__(self) -> None:
        super().__init__()
        self.seen = []
        self.features.register_forward_hook(collecting(self.seen))


class Copying(Classifier):
    """A copy of the features, through which no gradient goes."""

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        seen = self.features(x).mean((2, 3))
        seen = seen.argmax(1)
        return self.fc(F.one_hot(seen, 16).float())


class Silent(Classifier):
    """A return is missing."""

    def forward(self, x: torch.Tensor) -> None:
        super().forward(x)


class Made(Classifier):
    """A layer is made, and not called."""

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        made = nn.ReLU(self.features(x))
        return self.fc(made.flatten(1))


class Unchained(Classifier):
    """eval() returns nothing."""

    def eval(self) -> None:
        super().eval()


class Halving(Classifier):
    """A conversion to float16."""

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return super().forward(x.half())


class Renewed(Classifier):
    """A parameter that is new in each call."""

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        scale = nn.Parameter(torch.ones(16))
        return self.fc(self.features(x).mean((2, 3)) * scale)


class Misspelled(Classifier):
    """A name that there is not."""

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        scores = super().forward(x)
        return scores + score  # type: ignore[name-defined]  # noqa: F821


class Listed(Classifier):
    """Functions in a dictionary that close over the network: sound."""

    def __init__(self) -> None:
        super().__init__()
        self.steps = {"pool": lambda seen: seen.mean((2, 3)), "end": lambda seen: self.fc(seen)}

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.steps["end"](self.steps["pool"](self.features(x)))


class Shrinking(Classifier):
    """Weights that are modified after they were used."""

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        made = super().forward(x)
        with torch.no_grad():
            self.fc.weight.mul_(0.99)
        return made


class Waking(Classifier):
    """forward() sets the mode of a part."""

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        self.features.train()
        return super().forward(x)


class Piled(nn.Module):
    """Two views that are joined along the batch, in front of a layer that is made for both."""

    def __init__(self) -> None:
        super().__init__()
        self.body = Classifier()
        self.last = nn.Linear(2 * self.body.fc.out_features, 2)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.last(torch.cat((self.body(x), self.body(x.flip(-1)))))


class Squashed(Classifier):
    """Logits in training, probabilities in eval mode: sound with a loss that takes logits."""

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        scores = super().forward(x)
        return scores if self.training else scores.sigmoid()


class Sure(Classifier):
    """Probabilities in each mode."""

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return super().forward(x).sigmoid()


class Coarse(Classifier):
    """The head is made for features pooled to 1 x 1, and they are pooled to 2 x 2."""

    def __init__(self) -> None:
        super().__init__()
        self.pool = nn.AdaptiveAvgPool2d(2)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.fc(self.pool(self.features(x)).flatten(1))


class Gate(nn.Module):
    def __init__(self, channels: int) -> None:
        super().__init__()
        self.weigh = nn.Conv2d(channels, channels, 1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return x * self.weigh(x.mean((2, 3), keepdim=True)).sigmoid()


class Gated(Classifier):
    """The gates are made for other channels than they get."""

    def __init__(self) -> None:
        super().__init__()
        gates = [Gate(channels) for channels in (16, 8)]
        self.gates = nn.Sequential(*gates)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.fc(self.gates(self.features(x)).mean((2, 3)))


class Head(nn.Module):
    def __init__(self, features: int) -> None:
        super().__init__()
        self.last = nn.Linear(features, 10)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.last(x)


class Headed(Classifier):
    """The head is made for other features than it gets."""

    def __init__(self) -> None:
        super().__init__()
        self.fc = Head(8)


class Twofold(Classifier):
    """One fault behind the other."""

    def __init__(self) -> None:
        super().__init__()
        first = nn.Linear(8, 12)
        self.fc = nn.Sequential(first)
        self.fc.append(nn.Linear(16, 10))


class Fixed(Classifier):
    """A map is brought to a size in numbers, where that of another was meant."""

    def __init__(self) -> None:
        super().__init__()
        self.deep = nn.Conv2d(16, 16, 3, 2, 1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        made = self.features(x)
        there = F.interpolate(self.deep(made), size=(4, 4))
        return self.fc((made + there).mean((2, 3)))


class Enlarged(Classifier):
    """Probabilities of a coarse map, which are then brought to the size of the image."""

    def __init__(self) -> None:
        super().__init__()
        self.fc = nn.Conv2d(16, 1, 1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        scores = torch.sigmoid(self.fc(self.features(x)))
        return F.interpolate(scores, size=x.shape[2:], mode="bilinear")


class Ranked(Classifier):
    """It returns places, which have no gradient."""

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        best = self.features(x).flatten(2).argmax(2)
        return best / 100


class Factored(torch.autograd.Function):
    factor = 0.5

    @staticmethod
    def forward(ctx: Any, x: torch.Tensor) -> torch.Tensor:
        return x.view_as(x)

    @staticmethod
    def backward(ctx: Any, grad: torch.Tensor) -> torch.Tensor:
        return -ctx.factor * grad


class Contextless(Classifier):
    """The factor is of the class of its function, and not on ctx."""

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return super().forward(Factored.apply(x + self.fc.bias.sum()))


class Rebuilt(nn.Module):
    """The image made small and large again, whatever its size."""

    def __init__(self) -> None:
        super().__init__()
        self.down = nn.Sequential(*(nn.Conv2d(3, 3, 3, 2, 1) for _ in range(2)))
        self.up = nn.Sequential(*(nn.ConvTranspose2d(3, 3, 2, 2) for _ in range(2)))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.up(self.down(x))


class Unranked(Ranked):
    """The same with batch norm in what it learns nothing of."""

    def __init__(self) -> None:
        super().__init__()
        self.features = nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Conv2d(3, 16, 1), nn.BatchNorm2d(16))


class Relative(nn.Module):
    """Each score beside the mean of the batch, by a layer whose weight is parametrized."""

    def __init__(self) -> None:
        super().__init__()
        self.conv = nn.Conv2d(3, 4, 3)
        self.scale = nn.utils.parametrizations.spectral_norm(nn.Linear(5, 4))

    def forward(self, x: torch.Tensor, traits: torch.Tensor) -> torch.Tensor:
        scores = (self.conv(x).mean((2, 3)) * self.scale(traits)).sum(1)
        return scores - scores.mean()


class Squeezed(Classifier):
    """squeeze() takes the batch of one away before what is joined with something else."""

    def __init__(self) -> None:
        super().__init__()
        self.fc = nn.Linear(18, 2)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        made = self.features(x).mean((2, 3), keepdim=True)
        made = made.squeeze()
        return self.fc(torch.cat([made, x.new_ones(len(x), 2)], dim=1))


class Saving(Classifier):
    """A checkpoint that is reentrant, of images, which require no gradient."""

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        made = checkpoint(self.features, x, use_reentrant=True)
        return self.fc(made.mean((2, 3)))


class Narrowed(Classifier):
    """The norm is for the channels that all behind it expects, and the convolution makes others."""

    def __init__(self) -> None:
        super().__init__()
        self.first = nn.Conv2d(3, 12, 3)
        self.norm = nn.BatchNorm2d(16)
        self.last = nn.Conv2d(16, 3, 3)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return super().forward(self.last(self.norm(self.first(x))))


def conv_relu(channels: int, width: int) -> nn.Sequential:
    return nn.Sequential(nn.Conv2d(channels, width, 3, padding=1), nn.ReLU())


class Stage(nn.Sequential):
    def __init__(self, channels: int, width: int) -> None:
        super().__init__(conv_relu(channels, width), conv_relu(width, width))


class Decoded(nn.Module):
    """A helper and a class without a forward() hand on the channels that a line here gives."""

    def __init__(self) -> None:
        super().__init__()
        self.first = conv_relu(3, 8)
        self.second = Stage(16, 8)

    def forward(self, x: Tensor) -> Tensor:
        made: Tensor = self.second(self.first(x))
        return made.mean((2, 3))


class Unit(nn.Module):
    def __init__(self, channels: int) -> None:
        super().__init__()
        self.conv = conv_relu(channels * 2, channels)

    def forward(self, x: Tensor) -> Tensor:
        made: Tensor = self.conv(x)
        return made


class Units(nn.Module):
    """A line computes the channels of what the class is called with: both lines have to do with it."""

    def __init__(self) -> None:
        super().__init__()
        self.stem = nn.Conv2d(3, 8, 3)
        self.units = nn.ModuleList(Unit(channels) for channels in (8,))

    def forward(self, x: Tensor) -> Tensor:
        made: Tensor = self.stem(x)
        for unit in self.units:
            made = unit(made)
        return made.mean((2, 3))


def freeze(network: nn.Module) -> None:
    for one in network.parameters():
        one.requires_grad = False


def tuned() -> nn.Module:
    network = Classifier()
    network.fc = nn.Linear(16, 4)
    freeze(network)  # the head too
    return network


def tuned_before() -> nn.Module:
    network = Classifier()
    freeze(network)
    network.fc = nn.Linear(16, 4)
    return network


class Twins(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.online = Classifier()
        self.target = self.made_target()

    def made_target(self) -> nn.Module:
        return self.online  # the same module

    def forward(self, x: Tensor) -> Tensor:
        return self.online(x) + self.target(x).detach()
