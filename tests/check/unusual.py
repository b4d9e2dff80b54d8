# mypy: disable-error-code="no-any-return, no-untyped-call, override, assignment, misc, var-annotated"
# mypy: disable-error-code="attr-defined, operator, return-value"
"""Networks without a fault that are written unusually: what each does is meant."""

import copy
import random
from dataclasses import dataclass
from typing import Any

import torch
import torch.nn.functional as F  # noqa: N812  # as everybody has it
from torch import nn
from torch.nn.utils.parametrizations import spectral_norm
from torch.optim.swa_utils import AveragedModel

from tests.check.networks import Classifier, body


class Pooled(Classifier):
    def pooled(self, x: torch.Tensor) -> torch.Tensor:
        return self.features(x).mean((2, 3))


class Experts(Pooled):
    """Each sample chooses one of several ways."""

    def __init__(self) -> None:
        super().__init__()
        self.gate = nn.Linear(16, 4)
        self.experts = nn.ModuleList(nn.Linear(16, 16) for _ in range(4))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        z = self.pooled(x)
        share, chosen = self.gate(z).softmax(1).max(1)
        made = torch.zeros_like(z)
        for number, expert in enumerate(self.experts):
            here = chosen == number
            if here.any():
                made[here] = expert(z[here]).to(made.dtype) * share[here, None]
        return self.fc(made)


class Skipping(Pooled):
    """Layers are skipped at random in training."""

    def __init__(self) -> None:
        super().__init__()
        self.more = nn.ModuleList(nn.Conv2d(16, 16, 3, padding=1) for _ in range(4))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        made = self.features(x)
        for one in self.more:
            if not self.training or torch.rand(1).item() < 0.5:
                made = made + one(made)
        return self.fc(made.mean((2, 3)))


class Averaged(Pooled):
    """The mean of past weights is what eval mode uses."""

    def __init__(self) -> None:
        super().__init__()
        self.mean = AveragedModel(self.features)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        network = self.features if self.training else self.mean
        return self.fc(network(x).mean((2, 3)))


class Centres(Pooled):
    """A loss with parameters of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.centres = nn.Parameter(torch.randn(10, 16))

    def centre_loss(self, z: torch.Tensor, labels: torch.Tensor) -> torch.Tensor:
        return ((z - self.centres[labels]) ** 2).mean()


@dataclass
class Result:
    scores: torch.Tensor
    features: torch.Tensor


class Dataclass(Pooled):
    def forward(self, x: torch.Tensor) -> Result:
        z = self.pooled(x)
        return Result(self.fc(z), z)


class Normal(Pooled):
    def forward(self, x: torch.Tensor) -> torch.distributions.Normal:
        return torch.distributions.Normal(super().forward(x), 1.0)


class Contrasting(nn.Module):
    """Each image is compared with each text."""

    def __init__(self) -> None:
        super().__init__()
        self.one, self.two = body(), body()

    def forward(self, image: torch.Tensor, other: torch.Tensor) -> torch.Tensor:
        one = F.normalize(self.one(image).mean((2, 3)), dim=1)
        return one @ F.normalize(self.two(other).mean((2, 3)), dim=1).t()


class Spread(nn.Module):
    def forward(self, x: torch.Tensor) -> torch.Tensor:
        spread = x.std(0, unbiased=False).mean().expand(x.shape[0], 1, *x.shape[2:])
        return torch.cat((x, spread), 1)


class Judge(Classifier):
    """What tells real from made: the spread of the batch is a feature."""

    def __init__(self) -> None:
        super().__init__()
        self.features = nn.Sequential(spectral_norm(nn.Conv2d(3, 15, 4, 2, 1)), nn.LeakyReLU(), Spread())


class Bag(Pooled):
    """The samples are one whole."""

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        z = self.pooled(x)
        return self.fc((z * z[:, :1].softmax(0)).sum(0, keepdim=True))


class Reversal(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, x: torch.Tensor, alpha: float) -> torch.Tensor:
        ctx.alpha = alpha
        return x.view_as(x)

    @staticmethod
    def backward(ctx: Any, grad: torch.Tensor) -> Any:
        return grad.neg() * ctx.alpha, None


class Domains(Pooled):
    """A number is an argument."""

    def __init__(self) -> None:
        super().__init__()
        self.domain = nn.Linear(16, 2)

    def forward(self, x: torch.Tensor, alpha: float) -> Any:
        z = self.pooled(x)
        return self.fc(z), self.domain(Reversal.apply(z, alpha))


class Denoiser(nn.Module):
    """The step of each sample is an argument."""

    def __init__(self) -> None:
        super().__init__()
        self.first = nn.Conv2d(3, 16, 3, padding=1)
        self.time = nn.Linear(16, 16)
        self.last = nn.Conv2d(16, 3, 3, padding=1)

    def forward(self, x: torch.Tensor, t: torch.Tensor) -> torch.Tensor:
        rates = torch.exp(-torch.arange(8, device=x.device).to(x.dtype))
        angles = t[:, None] * rates[None]
        there = self.time(torch.cat((angles.sin(), angles.cos()), 1))
        return self.last(F.silu(self.first(x) + there[:, :, None, None]))


class Modulated(Pooled):
    """A vector is given beside the image."""

    def __init__(self) -> None:
        super().__init__()
        self.scales = nn.Linear(6, 16)

    def forward(self, x: torch.Tensor, meta: torch.Tensor) -> torch.Tensor:
        return self.fc(self.pooled(x) * self.scales(meta))


class Detector(Classifier):
    """Asks for targets in training."""

    def forward(self, x: torch.Tensor, targets: torch.Tensor | None = None) -> dict[str, torch.Tensor]:
        if self.training and targets is None:
            raise ValueError("in training, targets are needed")
        return {"scores": super().forward(x)}


class Heatmap(Classifier):
    """Keeps the gradient of its features, as Grad-CAM does."""

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        made = self.features(x)
        made.register_hook(self.keep)
        return self.fc(made.mean((2, 3)))

    def keep(self, grad: torch.Tensor) -> None:
        self.seen = grad.detach()


class Force(Classifier):
    """Returns the gradient of an energy."""

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        with torch.enable_grad():
            x = x.detach().requires_grad_()
            energy = super().forward(x).sum()
            return torch.autograd.grad(energy, x, create_graph=self.training)[0]


class Ordinal(Classifier):
    """Scores that lie between 0 and 1 by chance."""

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return super().forward(x) * 1e-3 + 0.5


class Choosing(Classifier):
    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return F.gumbel_softmax(super().forward(x), hard=True)


class Shaken(Classifier):
    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return super().forward(x) * random.uniform(0.5, 1.5)


class Taught(Pooled):
    """A teacher runs under no_grad()."""

    def __init__(self) -> None:
        super().__init__()
        self.teacher = body()

    def forward(self, x: torch.Tensor) -> Any:
        with torch.no_grad():
            wanted = self.teacher(x).mean((2, 3))
        z = self.pooled(x)
        return self.fc(z), z, wanted


class Masked(Classifier):
    """What is not allowed gets minus infinity, on the way and in the output."""

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("allowed", torch.arange(10) < 7)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return super().forward(x).masked_fill(~self.allowed, float("-inf"))


class Spectrum(Classifier):
    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return torch.complex(super().forward(x), super().forward(x.flip(-1)))


class Views(Classifier):
    """Two views of each image lie behind each other."""

    def forward(self, one: torch.Tensor, two: torch.Tensor) -> torch.Tensor:
        return super().forward(torch.cat((one, two)))


class Clips(Pooled):
    """Eight frames are one sample."""

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.fc(self.pooled(x).view(len(x) // 8, 8, -1).mean(1))


class Flat(Classifier):
    def __init__(self) -> None:
        super().__init__()
        self.pool = nn.AdaptiveAvgPool2d(2)
        self.fc = nn.Linear(64, 10)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        made = self.pool(self.features(x))
        return self.fc(made.view(made.size(0), -1))


class Precise(nn.GroupNorm):
    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return super().forward(x.float()).type_as(x)


class Mixed(Classifier):
    """A norm that is always computed in float32."""

    def __init__(self) -> None:
        super().__init__()
        self.features = nn.Sequential(nn.Conv2d(3, 16, 3, 2, 1), Precise(4, 16), nn.ReLU())


class Awake(Pooled):
    """Dropout is kept on, for the spread of the output."""

    def __init__(self) -> None:
        super().__init__()
        self.drop = nn.Dropout(0.3)

    def _wake(self) -> None:
        for one in self.modules():
            if isinstance(one, nn.Dropout):
                one.train()

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        self._wake()
        return self.fc(self.drop(self.pooled(x)))


class Uncertain(Pooled):
    uncertain = True

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.fc(F.dropout(self.pooled(x), 0.3, training=self.training or self.uncertain))


class Queued(nn.Module):
    """A second encoder that follows the first, and a queue of what it has made."""

    def __init__(self) -> None:
        super().__init__()
        self.query = body()
        self.key = copy.deepcopy(self.query).requires_grad_(False)
        self.queue: torch.Tensor
        self.register_buffer("queue", torch.randn(16, 64))

    def forward(self, one: torch.Tensor, two: torch.Tensor) -> torch.Tensor:
        query = F.normalize(self.query(one).mean((2, 3)), dim=1)
        with torch.no_grad():
            key = F.normalize(self.key(two).mean((2, 3)), dim=1)
        scores = torch.cat(((query * key).sum(1, keepdim=True), query @ self.queue.clone()), 1)
        if self.training:
            count = len(key)
            assert 64 % count == 0
            self.queue = torch.cat((key.T, self.queue[:, :-count]), 1)
        return scores


class Named(Classifier):
    """Takes a dictionary."""

    def forward(self, batch: Any) -> torch.Tensor:
        return super().forward(batch["image"])


class Standardised(nn.Conv2d):
    def forward(self, x: torch.Tensor) -> torch.Tensor:
        mean = self.weight.mean((1, 2, 3), keepdim=True)
        spread = self.weight.std((1, 2, 3), keepdim=True)
        weight = (self.weight - mean) / (spread + 1e-5)
        return F.conv2d(x, weight, self.bias, self.stride, self.padding)


class Standard(Classifier):
    """The first layer inherits from one of torch."""

    def __init__(self) -> None:
        super().__init__()
        self.features = nn.Sequential(Standardised(3, 16, 3, 2, 1), nn.GroupNorm(4, 16), nn.ReLU())


class Words(nn.Module):
    """Returns a state of two layers for two samples, and shares its weights on purpose."""

    def __init__(self) -> None:
        super().__init__()
        self.embedding = nn.Embedding(30, 16)
        self.rnn = nn.LSTM(16, 16, num_layers=2, batch_first=True)
        self.out = nn.Linear(16, 30, bias=False)
        self.out.weight = self.embedding.weight

    def forward(self, x: torch.Tensor) -> Any:
        made, state = self.rnn(self.embedding(x))
        return self.out(made), state


class Lesser(nn.Module):
    """Meets a processor on which oneDNN has nothing for bfloat16, as an LSTM does."""

    def __init__(self) -> None:
        super().__init__()
        self.fc = nn.Linear(16, 4)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        if torch.is_autocast_enabled("cpu"):
            raise RuntimeError(
                "could not create a primitive descriptor for the LSTM forward propagation primitive"
            )
        return self.fc(x.mean(1, keepdim=True).flatten(1)[:, :16])


class Lazy(nn.Module):
    """Layers that get their sizes from the first input."""

    def __init__(self) -> None:
        super().__init__()
        self.conv = nn.LazyConv2d(8, 3, 2, 1)
        self.norm = nn.LazyBatchNorm2d()
        self.fc = nn.LazyLinear(10)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.fc(F.relu(self.norm(self.conv(x))).flatten(1))


class Whole(Pooled):
    """Its children are called one by one, and it is not."""


class Parts(Pooled):
    """A network whose children are called one by one, all but its head."""

    def __init__(self) -> None:
        super().__init__()
        self.net = Whole()

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.fc(self.net.features(x).mean((2, 3)) + self.pooled(x))
