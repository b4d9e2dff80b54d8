# mypy: disable-error-code="no-any-return, no-untyped-call, no-untyped-def, override, assignment"
# mypy: disable-error-code="operator, arg-type, attr-defined, misc, index, var-annotated, union-attr"
"""Networks in which something is lost on the way: a dimension, what a loop makes, the modules of a base,
an entry of a list; and beside each, what looks like it and is sound."""

import torch
import torch.nn.functional as F  # noqa: N812  # as everybody has it
from torch import Tensor, nn

from tests.check.networks import Classifier, body


class Normed(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.features = body()
        self.fc = nn.Linear(16, 12)

    def pooled(self, x: Tensor) -> Tensor:
        return self.fc(self.features(x).mean((2, 3)))

    def forward(self, x: Tensor) -> Tensor:
        return self.normed(self.pooled(x))

    def normed(self, h: Tensor) -> Tensor:
        return h / (h.norm(p=2, dim=1) + 1e-6)  # no keepdim


class NormedByName(Normed):
    def normed(self, h: Tensor) -> Tensor:
        length = torch.linalg.norm(h, dim=-1)  # no length under a name
        length = length.clamp(min=1e-6)
        return h / length


class NormedInPlace(Normed):
    def normed(self, h: Tensor) -> Tensor:
        h = h.clone()
        h -= h.mean(1)  # no mean
        return h


class Standard(Normed):
    def normed(self, h: Tensor) -> Tensor:
        mean, spread = h.mean(1, keepdim=True), h.std(dim=1)  # no spread
        return (h - mean) / spread.sqrt()


class Largest(Normed):
    def normed(self, h: Tensor) -> Tensor:
        top, _ = h.max(dim=1)  # no top
        return torch.exp(torch.sub(h, top))


def length_of(h: Tensor) -> Tensor:
    return h.pow(2).sum(1).sqrt()  # no length of a helper


class NormedByHelper(Normed):
    def normed(self, h: Tensor) -> Tensor:
        return torch.div(h, length_of(h))


class Channels(Normed):
    """A mean over the channels of a map."""

    def forward(self, x: Tensor) -> Tensor:
        h = self.features(x)
        h = h * torch.sigmoid(h.mean(dim=1))  # no channels
        return self.fc(h.mean((2, 3)))


class Affine(Normed):
    """As many queries as keys: the sum of each row divides a column."""

    def __init__(self) -> None:
        super().__init__()
        self.keys = nn.Linear(16, 12)

    def forward(self, x: Tensor) -> Tensor:
        h = self.features(x).mean((2, 3))
        near = (self.fc(h) @ self.keys(h).T).exp()
        return self.shares(near) @ h

    def shares(self, near: Tensor) -> Tensor:
        return near / near.sum(dim=1)  # rows of a square


class AffineByName(Affine):
    def shares(self, near: Tensor) -> Tensor:
        norm = near.norm(dim=-1).clamp(min=1e-6)  # of a square, under a name
        return near / norm


class SoundAffine(Affine):
    """Columns are divided by their own sums, rows by theirs; a matrix that is symmetric has the same."""

    def shares(self, near: Tensor) -> Tensor:
        even = near + near.T
        return near / near.sum(0) + near / near.sum(1, keepdim=True) + even / even.sum(dim=1)


class SoundNormed(Normed):
    def normed(self, h: Tensor) -> Tensor:
        h = h / h.norm(dim=1, keepdim=True) - h.mean(1)[:, None]
        return h - h.amax(dim=1).unsqueeze(1)


class Queue(Normed):
    """A queue of vectors, which forward() writes."""

    def __init__(self) -> None:
        super().__init__()
        self.queue = nn.Parameter(torch.randn(12, 32))  # a queue

    def forward(self, x: Tensor) -> Tensor:
        h = F.normalize(self.pooled(x), dim=1)
        near = h @ self.queue.detach().clone()
        self.put(h.detach())
        return near

    def put(self, keys: Tensor) -> None:
        self.queue[:, : keys.size(0)] = keys.t()


class Counting(Normed):
    """Running statistics, written by methods of tensors."""

    def __init__(self) -> None:
        super().__init__()
        self.register_parameter("mean", nn.Parameter(torch.zeros(12)))  # no buffer either

    def forward(self, x: Tensor) -> Tensor:
        h = self.pooled(x)
        batch = h.detach().mean(0)
        self.mean.mul_(0.9).add_(batch, alpha=0.1)
        return h - self.mean.detach().clone()


class Edited(Normed):
    """A weight that is trained, and edited where it is used: no buffer."""

    def __init__(self) -> None:
        super().__init__()
        self.table = nn.Parameter(torch.randn(12, 12))

    def forward(self, x: Tensor) -> Tensor:
        self.table[0] = 0  # no data
        return self.pooled(x) @ self.table


class Stretched(Edited):
    """A weight that is edited by the size of the input."""

    def forward(self, x: Tensor) -> Tensor:
        n = x.size(0)
        self.table[:n] = self.table[:n].detach() * x.shape[0]
        return self.pooled(x) @ self.table


class Unit(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.conv = nn.Conv2d(16, 16, 3, padding=1)

    def forward(self, x: Tensor) -> Tensor:
        return x + self.conv(F.relu(x))


class Refined(nn.Module):
    """What units make of the paths is lost."""

    def __init__(self) -> None:
        super().__init__()
        self.features = body()
        self.units = nn.ModuleList([Unit(), Unit()])
        self.fc = nn.Linear(32, 5)

    def refined(self, paths: list[Tensor]) -> list[Tensor]:
        for unit, path in zip(self.units, paths, strict=True):
            path = unit(path)  # and lost
        return paths

    def forward(self, x: Tensor) -> Tensor:
        h = self.features(x)
        paths = self.refined([h, F.relu(h)])
        return self.fc(torch.cat(paths, 1).mean((2, 3)))


class Pooled(Refined):
    def refined(self, paths: list[Tensor]) -> list[Tensor]:
        paths = [unit(path) for unit, path in zip(self.units, paths, strict=True)]
        for path in paths:
            if path.size(1) > 1:
                path = F.relu(path)  # lost behind a condition
        return paths


def gated(unit: nn.Module) -> nn.Module:
    return nn.Sequential(unit, nn.Sigmoid())


class Wrapped(Refined):
    def __init__(self) -> None:
        super().__init__()
        for unit in self.units:
            unit = gated(unit)  # nobody has it

    def refined(self, paths: list[Tensor]) -> list[Tensor]:
        return [unit(path) for unit, path in zip(self.units, paths, strict=True)]


class Renamed(Wrapped):
    def __init__(self) -> None:
        nn.Module.__init__(self)
        self.features, self.fc = body(), nn.Linear(32, 5)
        self.units = nn.ModuleList([Unit(), Unit()])
        for name, unit in self.units.named_children():  # noqa: B007
            unit = nn.Sequential(unit, nn.Tanh())  # not set by its name


class SoundRefined(Refined):
    """What a loop assigns to its variable is read, or done to the very thing."""

    def refined(self, paths: list[Tensor]) -> list[Tensor]:
        made = []
        for unit, path in zip(self.units, paths, strict=True):
            path = unit(path)
            made.append(path)
        for path in made:
            path = path.relu_()
        for unit in self.units:
            unit = unit.float()
        for number, path in enumerate(made):
            path = path * 2
            made[number] = path
        for path in made:
            path *= 0.5
        for path in paths:
            if path is not None: path = F.relu(path); made.append(path)  # noqa: E701, E702  # fmt: skip
        return made[:2]


class AgeTask(nn.Module):
    def __init__(self) -> None:
        nn.Module.__init__(self)
        self.age = nn.Linear(16, 1)


class HatTask(nn.Module):
    def __init__(self) -> None:
        nn.Module.__init__(self)  # runs again
        self.hat = nn.Linear(16, 2)


class Tasks(AgeTask, HatTask):
    def __init__(self) -> None:
        AgeTask.__init__(self)
        HatTask.__init__(self)
        self.features = body()

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        h = self.features(x).mean((2, 3))
        return self.age(h), self.hat(h)


class Twice(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.norm = nn.BatchNorm2d(16)
        super().__init__()  # a second time
        self.features, self.fc = body(), nn.Linear(16, 5)

    def forward(self, x: Tensor) -> Tensor:
        h = self.features(x)
        h = self.norm(h) if hasattr(self, "norm") else h
        return self.fc(h.mean((2, 3)))


class Emptied(AgeTask):
    """What a base has made is missed while it is built."""

    def __init__(self) -> None:
        super().__init__()
        nn.Module.__init__(self)  # after the base
        self.hat = nn.Linear(self.age.in_features, 2)

    def forward(self, x: Tensor) -> Tensor:
        return self.hat(x)


class SoundAgain(Classifier):
    """All that was forgotten is made again."""

    def __init__(self, wide: bool = False) -> None:
        super().__init__()
        if not wide:
            self.__init__(wide=True)


class Gate(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.features, self.fc = body(), nn.Linear(16, 5)
        self.pools = nn.ModuleList([nn.AdaptiveAvgPool2d(1), nn.AdaptiveMaxPool2d(1)])
        self.mlp = nn.Conv2d(16, 16, 1)

    def forward(self, x: Tensor) -> Tensor:
        h = self.features(x)
        told = [self.mlp(pool(h)) for pool in self.pools]
        return self.fc(self.gated(h, told).flatten(1))

    def gated(self, h: Tensor, told: list[Tensor]) -> Tensor:
        first, both = told[0], dict(zip(("mean", "most"), told, strict=True))
        gate = both["mean"] + both["mean"]  # the same key
        return (h * torch.sigmoid(gate + first)).mean((2, 3))


class Joined(Gate):
    def forward(self, x: Tensor) -> Tensor:
        h = self.features(x)
        told = [self.mlp(pool(h)).sum((2, 3)) for pool in self.pools]
        joined = torch.stack([told[1], told[1]])  # the last one twice
        return self.fc(joined.mean(0))


class Three(Gate):
    def forward(self, x: Tensor) -> Tensor:
        h = self.features(x)
        told = (h.mean((2, 3)), h.amax((2, 3)), h.amin((2, 3)))
        return self.fc(told[0] + told[1] + told[1])  # one twice of three


class HandedOn(Gate):
    """A list that another function made, which may take the rest."""

    def gated(self, h: Tensor, told: list[Tensor]) -> Tensor:
        return (h * torch.sigmoid(told[0] + told[0])).mean((2, 3))  # of an argument


class SoundGate(Classifier):
    """Squares, a list that is used whole, and one with nothing else in it."""

    def forward(self, x: Tensor) -> Tensor:
        h = self.features(x).mean((2, 3))
        told, alone, all_of = [h, h.relu()], [h], [h, h.tanh()]
        square = told[0] * told[0] + told[1]
        return self.fc(square + (all_of[0] + all_of[0]) * sum(all_of) + (alone[0] + alone[0]))


WIDTHS = {
    "small": {"make": body, "dim": 16},
    "large": {"make": body, "dim": 24},  # too wide
}


class Chosen(nn.Module):
    """A row is chosen by a name, and a number of it unless one is given."""

    def __init__(self, name: str = "large", dim: int | None = None) -> None:
        super().__init__()
        choice = WIDTHS[name]
        self.features = choice["make"]()
        self.fc = nn.Linear(dim or choice["dim"], 5)

    def forward(self, x: Tensor) -> Tensor:
        return self.fc(self.features(x).mean((2, 3)))


ROWS = dict(small=(16, 5), large=(24, 5))  # noqa: C408  # another width in a row


class Taken(Chosen):
    def __init__(self, name: str = "large", dim: int | None = None) -> None:
        nn.Module.__init__(self)
        features, classes = ROWS.get(name)
        self.features = body()
        self.fc = nn.Linear(features if dim is None else dim, classes)


class Listening(nn.Module):
    """Hooks that are made in a loop, all with the name of its last round."""

    def __init__(self) -> None:
        super().__init__()
        self.first, self.second = nn.Conv2d(3, 8, 3), nn.Conv2d(8, 8, 3)
        self.fc, self.maps = nn.Linear(16, 5), {}
        self.listen()

    def listen(self) -> None:
        for name in ("first", "second"):

            def keep(module, args, output) -> None:
                self.maps[name] = output  # noqa: B023  # the last name

            getattr(self, name).register_forward_hook(keep)

    def forward(self, x: Tensor) -> Tensor:
        self.maps.clear()
        self.second(self.first(x))
        return self.fc(torch.cat([self.maps[name].mean((2, 3)) for name in ("first", "second")], 1))


class Scaling(Classifier):
    """Functions in a list, all with the last number."""

    def __init__(self) -> None:
        super().__init__()
        self.scales = [lambda x: x * factor for factor in (1, 2, 4)]  # noqa: B023  # the last factor

    def forward(self, x: Tensor) -> Tensor:
        return torch.stack([super(Scaling, self).forward(scale(x)) for scale in self.scales]).mean(0)


class SoundListening(Listening):
    def listen(self) -> None:
        for name in ("first", "second"):

            def keep(module, args, output, name=name) -> None:
                self.maps[name] = output

            getattr(self, name).register_forward_hook(keep)
        for name in ("first", "second"):
            hook = getattr(self, name).register_forward_hook(lambda *_: name and None)  # noqa: B023
            hook.remove()
        self.order = sorted(("first", "second"), key=lambda one: one == name)


class Weighed(nn.Module):
    """The values of several tensors alone, without their graph."""

    def __init__(self) -> None:
        super().__init__()
        self.features, self.weights = body(), nn.Parameter(torch.zeros(2))

    def forward(self, x: Tensor) -> Tensor:
        h = self.features(x)
        parts = [h.mean(), h.abs().mean()]
        return (torch.tensor(parts) * self.weights.exp() + self.weights).sum()[None]  # no graph


class Words(nn.Module):
    """A map of a fixed size whose places are to follow each other."""

    def __init__(self, right: bool = False) -> None:
        super().__init__()
        self.features, self.pool = body(), nn.AdaptiveAvgPool2d((3, 2))
        self.score, self.fc, self.right = nn.Linear(16, 1), nn.Linear(16, 5), right

    def forward(self, x: Tensor) -> Tensor:
        h = self.pool(self.features(x))
        n, c = h.shape[:2]
        words = h.flatten(2).transpose(1, 2) if self.right else h.view(n, -1, c)  # of one size
        return self.fc((words * self.score(words).softmax(1)).sum(1))


class WordsOfRows(Words):
    def forward(self, x: Tensor) -> Tensor:
        h = self.pool(self.features(x)).flatten(2)
        words = h.reshape(h.size(0), h.size(2), h.size(1))  # fixed, of rows
        return self.fc((words * self.score(words).softmax(1)).sum(1))


class SoundWords(Words):
    """Sound: transposed; and the weights of a layer, which are of no sample."""

    def __init__(self) -> None:
        super().__init__(right=True)
        self.mixed = nn.Parameter(torch.randn(2, 16, 3, 2))

    def forward(self, x: Tensor) -> Tensor:
        return super().forward(x) * self.mixed.view(2, 6, 16).mean()
