# mypy: disable-error-code="no-any-return, no-untyped-call, override, misc, operator, no-untyped-def"
# mypy: disable-error-code="assignment, var-annotated, arg-type"
"""Constructors that do something to their layers before these are there; beside each, what is sound."""

import torch
from torch import nn

from tests.check.meaning import Mapped
from tests.check.networks import Classifier


def begin(module):
    if isinstance(module, nn.Linear):
        nn.init.normal_(module.weight, std=0.01)
        nn.init.zeros_(module.bias)


class Layers(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.first()
        self.cnn = nn.Sequential(nn.Conv2d(3, 16, 8, 8), nn.ReLU())
        self.fc = nn.Linear(16, 5)
        self.last()

    def first(self):
        pass

    def last(self):
        pass

    def forward(self, x):
        return self.fc(self.cnn(x).mean((2, 3)))


class Applied(Layers):
    def first(self):
        self.apply(begin)  # too early


class Initialised(Layers):
    def first(self):
        for module in self.modules():  # of nothing
            begin(module)


class Frozen(Layers):
    def first(self):
        for one in self.parameters():  # of none
            one.requires_grad = False

    def last(self):
        self.fc = nn.Linear(16, 5)


class Base(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        for name, one in self.named_parameters():  # of a class below
            if "bias" in name:
                nn.init.zeros_(one)


class Derived(Base):
    def __init__(self) -> None:
        super().__init__()
        self.net = Mapped()
        self.net.read = lambda x: x.mean((2, 3))

    def forward(self, x):
        return self.net(x)


class InTime(Layers):
    def last(self):
        self.apply(begin)


class Twice(Layers):
    """The same, later."""

    def first(self):
        self.go()

    def last(self):
        self.go()

    def go(self):
        self.apply(begin)


class Later(Layers):
    """The same function is applied later, at another line."""

    def first(self):
        self.apply(begin)

    def last(self):
        self.cnn.apply(begin)
        self.fc.apply(begin)


class Counting(Layers):
    """What changes nothing."""

    def first(self):
        self.count = sum(one.numel() for one in self.parameters())
        self.names = []
        self.apply(lambda one: self.names.append(type(one).__name__))
        self.kinds()

    def kinds(self):
        for one in self.modules():
            self.names.append(type(one).__name__)


class Own(Layers):
    """It has a parameter of its own by then, and layers after that."""

    def first(self):
        self.head = nn.Linear(5, 5)
        self.apply(begin)

    def forward(self, x):
        return self.head(super().forward(x))


class Prior(Layers):
    def last(self):
        pass

    def __init__(self) -> None:
        super().__init__()
        nn.init.constant_(self.fc.bias, -4.6)  # a prior
        self.apply(begin)


class Loaded(Layers):
    def __init__(self) -> None:
        super().__init__()
        self.fc.load_state_dict({"weight": torch.ones(5, 16), "bias": torch.ones(5)})  # loaded
        for one in self.modules():
            begin(one)


class Drawn(Layers):
    def __init__(self) -> None:
        super().__init__()
        self.fc.weight.data.normal_(0, 0.1)  # drawn
        self.apply(begin)


class Special(Layers):
    """All first, then one of them."""

    def __init__(self) -> None:
        super().__init__()
        self.apply(begin)
        nn.init.constant_(self.fc.bias, -4.6)
        with torch.no_grad():
            self.cnn[0].weight.copy_(self.cnn[0].weight / 2)


class Inner(nn.Linear):
    def __init__(self) -> None:
        super().__init__(16, 5)
        nn.init.constant_(self.bias, 1.0)


class Outer(Layers):
    """A constructor on what another one has made; a state behind what is begun."""

    def __init__(self) -> None:
        super().__init__()
        self.fc = Inner()
        self.apply(begin)
        self.load_state_dict({name: one + 1 for name, one in self.state_dict().items()})


def built() -> nn.Module:
    """All first, then one of them, by a function."""
    net = Layers()
    net.apply(begin)
    nn.init.constant_(net.fc.bias, -4.6)
    return net


def prior() -> nn.Module:
    net = Layers()
    nn.init.constant_(net.fc.bias, -4.6)  # by a function
    net.apply(begin)
    return net


class Taken(nn.Module):
    """The first layer is replaced after the layers were taken out of what has it."""

    def __init__(self) -> None:
        super().__init__()
        whole = Classifier()
        self.features = nn.Sequential(*whole.features)
        whole.features[0] = nn.Conv2d(1, 8, 3, 2, 1)  # after they were taken
        self.fc = nn.Linear(16, 10)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.fc(self.features(x).mean((2, 3)))


class TakenAfter(nn.Module):
    """Sound: it is replaced before, and after that in what is kept, with what was there inside of it."""

    def __init__(self) -> None:
        super().__init__()
        whole = Classifier()
        whole.features[0] = nn.Conv2d(3, 8, 3, 2, 1)
        self.features = nn.Sequential(*whole.features)
        self.features[0] = nn.Sequential(self.features[0], nn.ReLU())
        self.fc = nn.Linear(16, 10)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.fc(self.features(x).mean((2, 3)))


class LookedUp(Classifier):
    """Whole names are looked up among those of layers."""

    def __init__(self) -> None:
        super().__init__()
        for name, one in self.named_parameters():
            if name in ("features", "fc"):  # never a whole name
                one.requires_grad = False


class Without(Classifier):
    """A condition that none of its modules meets."""

    def __init__(self) -> None:
        super().__init__()
        for module in self.modules():
            if isinstance(module, nn.LayerNorm):  # there is none
                nn.init.ones_(module.weight)


class LookedFor(Classifier):
    """Sound: some are meant, or there is another case, or nothing was to be gone through."""

    def __init__(self, kinds: tuple[type, ...] = ()) -> None:
        super().__init__()
        for name, one in self.named_parameters():
            if name.startswith("fc"):
                one.requires_grad = False
        for module in self.modules():
            if isinstance(module, nn.LayerNorm):
                nn.init.ones_(module.weight)
            else:
                module.training = True
        for kind in kinds:
            if kind is nn.Linear:
                nn.init.zeros_(self.fc.bias)
