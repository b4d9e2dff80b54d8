# mypy: disable-error-code="no-any-return, no-untyped-call, override, misc, operator, no-untyped-def"
# mypy: disable-error-code="union-attr, attr-defined"
"""What comes behind a softmax, a sigmoid or a norm and should not; beside each kind, what is sound."""

import torch
import torch.nn.functional as F  # noqa: N812  # as everybody has it
from torch import nn

from tests.check.meaning import Mapped


class Attending(Mapped):
    """Tokens that attend to those that are bright."""

    def read(self, x):
        x = x.flatten(2).transpose(1, 2)
        seen = (x.mean(2) > x.mean((1, 2))[:, None]).to(x)[:, None]
        return (self.weigh(x @ x.transpose(1, 2), seen) @ x).amax(1)


class Behind(Attending):
    def weigh(self, scores, seen):
        return scores.softmax(-1) * seen  # times a mask


class Filled(Attending):
    def weigh(self, scores, seen):
        weights = torch.softmax(scores, dim=-1)
        return F.dropout(weights.masked_fill(seen == 0, 0.0), 0.1, self.training)  # filled


class Triangle(Attending):
    def weigh(self, scores, seen):
        return torch.tril(F.softmax(scores, dim=2))  # a half


class Pooling(Mapped):
    """A mean of tokens with weights."""

    def __init__(self) -> None:
        super().__init__()
        self.score = nn.Linear(16, 1)

    def read(self, x):
        x = x.flatten(2).transpose(1, 2)
        seen = (x.mean(2) > x.mean((1, 2))[:, None]).to(x)
        return (self.weigh(self.score(x).squeeze(-1), seen).unsqueeze(-1) * x).sum(dim=1)

    def weigh(self, scores, seen):
        return scores.softmax(1) * seen  # of a mean


class Before(Attending):
    def weigh(self, scores, seen):
        return scores.masked_fill(seen == 0, -1e9).softmax(-1) * seen


class Divided(Attending):
    def weigh(self, scores, seen):
        weights = scores.softmax(-1) * seen
        return weights / weights.sum(-1, keepdim=True)


class Queries(Attending):
    """Whole rows."""

    def weigh(self, scores, seen):
        return scores.softmax(-1) * seen.transpose(1, 2)


class Largest(Attending):
    """The largest few, as of experts."""

    def weigh(self, scores, seen):
        at = scores.topk(2, dim=-1).indices
        return scores.softmax(-1) * torch.zeros_like(scores).scatter(-1, at, 1.0)


class PoolingDivided(Pooling):
    def weigh(self, scores, seen):
        weights = scores.softmax(1) * seen
        return weights / weights.sum(1, keepdim=True)


class Pooled(Mapped):
    def read(self, x):
        return self.more(x.amax((2, 3)))


class Softened(Pooled):
    def more(self, x):
        return F.softmax(x, 1).softmax(-1)  # twice


class Logarithm(Pooled):
    def __init__(self) -> None:
        super().__init__()
        self.soft = nn.Softmax(dim=1)

    def more(self, x):
        return F.log_softmax(self.soft(x), dim=1)  # of probabilities


class Squashed(Pooled):
    def __init__(self) -> None:
        super().__init__()
        self.act = nn.Sequential(nn.Linear(16, 16), nn.Sigmoid(), nn.Dropout(0.1))

    def more(self, x):
        return torch.sigmoid(self.act(x))  # of a sigmoid


class Normed(Pooled):
    def __init__(self) -> None:
        super().__init__()
        self.norms = nn.Sequential(nn.BatchNorm1d(16), nn.BatchNorm1d(16))

    def more(self, x):
        return self.norms(x)


class Floored(Pooled):
    def more(self, x):
        return torch.sigmoid(F.relu(x))


class InTurn(Attending):
    """Rows and columns in turn, as Sinkhorn has it."""

    def weigh(self, scores, seen):
        for _ in range(2):
            scores = scores.log_softmax(-1)
            scores = scores.log_softmax(-2)
        return scores.exp()


class Sharpened(Pooled):
    def more(self, x):
        return (x.softmax(1) / 0.1).softmax(1) * torch.sigmoid(1 - torch.sigmoid(x))
