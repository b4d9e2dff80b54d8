# mypy: disable-error-code="no-any-return, no-untyped-call, override, misc, operator, no-untyped-def"
"""Constructors that do something to their layers before these are there; beside each, what is sound."""

from torch import nn

from tests.check.meaning import Mapped


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
