# mypy: disable-error-code="no-any-return, no-untyped-call, override, assignment, operator"
# mypy: disable-error-code="arg-type, return-value"
"""Networks with a fault as people make it every day, small; beside each, what is sound."""

import itertools

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812  # as everybody has it
from torch import Tensor, nn

from tests.check.networks import Classifier, body


class Embedding(Classifier):
    def __init__(self, dim: int = 1) -> None:
        super().__init__()
        self.dim = dim

    def forward(self, x: Tensor) -> Tensor:
        return F.normalize(super().forward(x), dim=self.dim)  # along what it is told


class Pair(nn.Module):
    """Each of two inputs has an output of its own; within each, samples are mixed."""

    def __init__(self, dim: int = 0) -> None:
        super().__init__()
        self.twin = Embedding(dim)

    def forward(self, left: Tensor, right: Tensor) -> tuple[Tensor, Tensor]:
        return self.twin(left), self.twin(right)


class SoundPair(Pair):
    def __init__(self) -> None:
        super().__init__(dim=1)


class Matched(nn.Module):
    """Sound: queries are compared with all of a support set."""

    def __init__(self) -> None:
        super().__init__()
        self.twin = Embedding()

    def forward(self, query: Tensor, support: Tensor) -> Tensor:
        return self.twin(query) @ self.twin(support).T


class Boxes(nn.Module):
    """The view takes five numbers of each of four places, and the layer gives four."""

    def __init__(self) -> None:
        super().__init__()
        self.features = body()
        self.head = nn.Sequential(nn.Linear(16, 8), nn.ReLU(), nn.Linear(8, 2 * 2 * 4))  # too few

    def forward(self, x: Tensor) -> Tensor:
        return self.head(self.features(x).mean((2, 3))).view(x.size(0), 2, 2, 5)


def middles(count: int) -> Tensor:
    return torch.from_numpy((np.arange(count) + 0.5) / count).to("cpu")  # float64


class Expected(nn.Module):
    """The coordinates that it takes the mean of are float64."""

    def __init__(self) -> None:
        super().__init__()
        self.features = body()

    def forward(self, x: Tensor) -> Tensor:
        maps = self.features(x)
        weights = maps.flatten(2).softmax(-1).view(maps.shape).sum(2)
        return torch.matmul(weights, middles(maps.shape[-1]))


class Sequences(nn.Module):
    """The layer behind an LSTM of both directions is for one of them."""

    def __init__(self, features: int = 8) -> None:  # for one direction
        super().__init__()
        self.features = body()
        self.rnn = nn.LSTM(16, 8, bidirectional=True, batch_first=True)
        self.last = nn.Linear(features, 10)

    def forward(self, x: Tensor) -> Tensor:
        made, _ = self.rnn(self.features(x).mean(2).transpose(1, 2))
        return self.last(made)


class SoundSequences(Sequences):
    def __init__(self) -> None:
        super().__init__(16)


class Rows(nn.Module):
    """A batch norm is called for each sample by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.features = body()
        self.project = nn.Sequential(nn.Linear(16, 8), nn.BatchNorm1d(8))

    def forward(self, x: Tensor) -> Tensor:
        rows = self.features(x).mean((2, 3))
        return torch.cat([self.project(row[None]) for row in rows])  # one by one


class Labels(Classifier):
    def forward(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        logits = super().forward(x)
        labels, scores = logits.softmax(1).max(dim=1)  # the other way round
        return logits, labels, scores


class SoundLabels(Classifier):
    def forward(self, x: Tensor) -> tuple[Tensor, ...]:
        logits = super().forward(x)
        scores, labels = logits.softmax(1).max(dim=1)
        top, indices = logits.topk(2)
        return logits, labels, scores, top, indices


class Decorated(Classifier):
    @torch.no_grad()  # for what is to be trained
    def embed(self, x: Tensor) -> Tensor:
        return self.features(x).mean((2, 3))

    def forward(self, x: Tensor) -> Tensor:
        return self.fc(self.embed(x))


def mlp(*sizes: int) -> nn.Sequential:
    layers: list[nn.Module] = []
    for ins, outs in itertools.pairwise(sizes):
        layers += [nn.Linear(ins, outs), nn.ReLU()]
    return nn.Sequential(*layers)  # and behind the last


class Points(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.features = body()
        self.head = mlp(16, 8, 6)

    def forward(self, x: Tensor) -> Tensor:
        return self.head(self.features(x).mean((2, 3))).view(-1, 3, 2)


class Corners(Points):
    """A sigmoid of what a ReLU has made."""

    def forward(self, x: Tensor) -> Tensor:
        return super().forward(x).sigmoid()


class Windowed(nn.Module):
    """A pooling by a window leaves four places of images of this size, and the layer is for one."""

    def __init__(self) -> None:
        super().__init__()
        self.features = body()
        self.last = nn.Linear(16, 10)

    def forward(self, x: Tensor) -> Tensor:
        pooled = F.avg_pool2d(self.features(x), 2)  # of a fixed size
        return self.last(pooled.view(pooled.size(0), -1))


class Unpooled(nn.Module):
    """Each place of a map becomes a row, of which there are more than targets."""

    def __init__(self) -> None:
        super().__init__()
        self.features = body()
        self.last = nn.Linear(16, 10)

    def forward(self, x: Tensor) -> Tensor:
        rows = self.features(x).view(-1, 16)  # not pooled
        return self.last(rows)


class Up(nn.Module):
    def __init__(self, channels: int, skip: int, width: int) -> None:
        super().__init__()
        self.conv = nn.Sequential(nn.Conv2d(channels + skip, width, 3, padding=1), nn.ReLU())

    def forward(self, x: Tensor, skip: Tensor) -> Tensor:
        x = F.interpolate(x, size=skip.shape[-2:])
        return self.conv(torch.cat([x, skip], 1))


class Decoder(nn.Module):
    """The class says what it joins, and the call gives another number for one of both."""

    def __init__(self) -> None:
        super().__init__()
        self.first, self.second = nn.Conv2d(3, 8, 3, 2, 1), nn.Conv2d(8, 16, 3, 2, 1)
        self.up = Up(16, 16, 4)  # 8 channels are skipped

    def forward(self, x: Tensor) -> Tensor:
        kept = self.first(x)
        return self.up(self.second(kept), kept).mean((2, 3))


class Pyramid(nn.Module):
    """A dictionary is gone through, which gives its keys."""

    def __init__(self) -> None:
        super().__init__()
        self.features = body()
        self.laterals = nn.ModuleList([nn.Conv2d(16, 4, 1)])

    def forward(self, x: Tensor) -> Tensor:
        made = []
        for lateral, level in zip(self.laterals, {"c2": self.features(x)}, strict=True):  # its keys
            made.append(lateral(level))
        return made[0].mean((2, 3))


class Margin(nn.Module):
    """The weight of F.linear has the features in front."""

    def __init__(self) -> None:
        super().__init__()
        self.features = body()
        self.weight = nn.Parameter(torch.randn(16, 10))

    def forward(self, x: Tensor) -> Tensor:
        return F.linear(self.features(x).mean((2, 3)), F.normalize(self.weight))  # features in front


class Multiplied(Margin):
    """A product with a weight that has them behind."""

    def __init__(self) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.randn(10, 16))

    def forward(self, x: Tensor) -> Tensor:
        return self.features(x).mean((2, 3)) @ self.weight  # not transposed


class Masked(nn.Conv2d):
    """What is computed in forward() is given to the name of a parameter."""

    def __init__(self) -> None:
        super().__init__(3, 8, 3)
        self.mask = nn.Buffer(torch.ones(8, 3, 3, 3))

    def forward(self, x: Tensor) -> Tensor:
        self.weight = self.weight * self.mask  # no parameter
        return super().forward(x)


class Latent(nn.Module):
    """The batch is divided in place of the features."""

    def __init__(self) -> None:
        super().__init__()
        self.features = body()
        self.last = nn.Linear(8, 10)

    def forward(self, x: Tensor) -> Tensor:
        mean, spread = self.features(x).mean((2, 3)).chunk(2)  # of the batch
        return self.last(mean + spread.exp())


class Excited(nn.Module):
    """A gate whose layers lack a Flatten in front of the first linear one."""

    def __init__(self) -> None:
        super().__init__()
        self.features = body()
        self.gate = nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Linear(16, 16))  # no Flatten

    def forward(self, x: Tensor) -> Tensor:
        return self.gate(self.features(x))


class Attended(nn.Module):
    """A gate for each place, of a convolution that makes the map smaller."""

    def __init__(self) -> None:
        super().__init__()
        self.features = body()
        self.gate = nn.Conv2d(16, 1, 3)  # no padding

    def forward(self, x: Tensor) -> Tensor:
        maps = self.features(x)
        return (maps * self.gate(maps).sigmoid()).mean((2, 3))


class Read(nn.Module):
    """A map is given to an LSTM."""

    def __init__(self) -> None:
        super().__init__()
        self.features = body()
        self.rnn = nn.LSTM(16, 8, batch_first=True)

    def forward(self, x: Tensor) -> Tensor:
        made, _ = self.rnn(self.features(x))  # a map
        return made[:, -1]


class Flat(Classifier):
    def forward(self, x: Tensor) -> Tensor:
        pooled = F.adaptive_avg_pool2d(self.features(x), 1)
        return self.fc(torch.flatten(pooled))  # the batch too


class Volumes(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.features = body()
        self.temporal = nn.Conv3d(16, 8, 3)  # for volumes

    def forward(self, x: Tensor) -> Tensor:
        return self.temporal(self.features(x)).mean((2, 3))


class Sized(Classifier):
    def forward(self, x: Tensor) -> Tensor:
        pooled = self.features(x).mean((2, 3))
        n, channels, _, _ = pooled.shape  # of what is pooled
        return self.fc(pooled.view(n, channels))


class Dropped(Classifier):
    def __init__(self) -> None:
        super().__init__()
        self.drop = 0.5

    def forward(self, x: Tensor) -> Tensor:
        return self.drop(super().forward(x))  # a number


class Hooked(Classifier):
    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[str, Tensor] = {}

    def forward(self, x: Tensor) -> Tensor:
        super().forward(x)
        return self.kept["features"]  # nothing was kept


class Behind(Classifier):
    def forward(self, x: Tensor) -> Tensor:
        for number in range(len(self.features) + 1):
            x = self.features[number](x)  # one too many
        return x.mean((2, 3))


class Activated(Classifier):
    def forward(self, x: Tensor) -> Tensor:
        return nn.ReLU(super().forward(x))  # makes a layer


class Unit(nn.Module):
    def __init__(self, channels: int) -> None:
        super().__init__()
        self.conv = nn.Conv2d(channels, 8, 1)

    def forward(self, x: Tensor) -> Tensor:
        return self.conv(x)


class Given(nn.Module):
    """A class that has its channels from the call, and takes them."""

    def __init__(self) -> None:
        super().__init__()
        self.features = body()
        self.unit = Unit(8)  # of another network

    def forward(self, x: Tensor) -> Tensor:
        return self.unit(self.features(x)).mean((2, 3))


class Around(nn.Module):
    """A shortcut without a projection, where the block makes more channels."""

    def __init__(self) -> None:
        super().__init__()
        self.conv = nn.Conv2d(8, 16, 3, padding=1)
        self.shortcut = nn.Sequential()

    def forward(self, x: Tensor) -> Tensor:
        return self.conv(x) + self.shortcut(x)  # nothing projects


class Around2(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.first, self.block = nn.Conv2d(3, 8, 3, 2, 1), Around()

    def forward(self, x: Tensor) -> Tensor:
        return self.block(self.first(x)).mean((2, 3))


class Gate(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.fc = nn.Conv2d(16, 16, 1)

    def forward(self, x: Tensor) -> Tensor:
        return x * self.fc(x.mean((2, 3), keepdim=True)).sigmoid()


class Ungated(nn.Module):
    """A gate is made, and not called."""

    def __init__(self) -> None:
        super().__init__()
        self.features = body()
        self.gate = Gate()  # not called

    def forward(self, x: Tensor) -> Tensor:
        return self.features(x).mean((2, 3))


class Views(nn.Module):
    """Three views of each sample become three rows."""

    def __init__(self) -> None:
        super().__init__()
        self.one = Classifier()

    def forward(self, x: Tensor) -> Tensor:
        return torch.cat([self.one(x), self.one(x.flip(3))])  # two rows for each


class Two(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.conv = nn.Conv2d(16, 16, 1)

    def forward(self, x: Tensor, kept: Tensor) -> Tensor:
        return self.conv(x) + kept


class InSequence(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.layers = nn.Sequential(body(), Two())  # takes two

    def forward(self, x: Tensor) -> Tensor:
        return self.layers(x).mean((2, 3))


class Pooled(nn.Module):
    """A norm of vectors gets a map of one place."""

    def __init__(self) -> None:
        super().__init__()
        self.features = nn.Sequential(body(), nn.AdaptiveAvgPool2d(1))
        self.norm = nn.BatchNorm1d(16)

    def forward(self, x: Tensor) -> Tensor:
        return self.norm(self.features(x)).mean((2, 3))  # not flattened


def beside() -> nn.Module:
    """The head has a name that forward() does not know."""
    network = Classifier()
    network.requires_grad_(False)
    network.classifier = nn.Linear(16, 4)  # and not fc
    return network


class Tokens(nn.Module):
    """A class token for all samples is joined to the places of each."""

    def __init__(self) -> None:
        super().__init__()
        self.features = body()
        self.token = nn.Parameter(torch.zeros(1, 1, 16))

    def forward(self, x: Tensor) -> Tensor:
        places = self.features(x).flatten(2).transpose(1, 2)
        return torch.cat([self.token, places], 1).mean(1)  # not expanded


def scores(classes: int, features: int = 8) -> nn.Sequential:
    return nn.Sequential(nn.Linear(features, classes))  # of another width


class Defaulted(nn.Module):
    """A helper has a width of its own, and the call gives none."""

    def __init__(self) -> None:
        super().__init__()
        self.features = body()
        self.head = scores(4)

    def forward(self, x: Tensor) -> Tensor:
        return self.head(self.features(x).mean((2, 3)))


class Streams(nn.Module):
    """The stream of the second input is given the first."""

    def __init__(self) -> None:
        super().__init__()
        self.rgb_stream, self.depth_stream = Classifier(), Classifier()

    def forward(self, rgb: Tensor, depth: Tensor) -> Tensor:
        return self.rgb_stream(rgb) + self.depth_stream(rgb)  # not the depth


class Centres(nn.Module):
    """What is initialised as a weight is a plain tensor."""

    def __init__(self) -> None:
        super().__init__()
        self.features = body()
        self.weight = torch.empty(10, 16)  # a plain tensor
        nn.init.xavier_uniform_(self.weight)

    def forward(self, x: Tensor) -> Tensor:
        return F.linear(self.features(x).mean((2, 3)), self.weight)


class Collecting(nn.Module):
    """A list that a hook fills is never emptied."""

    def __init__(self) -> None:
        super().__init__()
        self.one = Classifier()
        self.maps: list[Tensor] = []
        self.one.features[0].register_forward_hook(lambda _, __, made: self.maps.append(made))
        self.one.features[3].register_forward_hook(lambda _, __, made: self.maps.append(made))

    def forward(self, x: Tensor) -> Tensor:
        self.one(x)
        low, high = self.maps  # of all calls
        return low.mean((2, 3)).sum(1) + high.mean((2, 3)).sum(1)


def nearly() -> nn.Module:
    """A layer is replaced under a name that is not quite that of it."""
    network = Classifier()
    network.feature = nn.Identity()  # a name like it
    return network
