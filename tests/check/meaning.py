# mypy: disable-error-code="no-any-return, no-untyped-call, override, assignment, misc, var-annotated"
# mypy: disable-error-code="attr-defined, operator, arg-type, return-value, index, no-untyped-def"
"""Networks whose values are not read as they are meant; beside each kind, what looks like it and is
sound."""

import torch
import torch.nn.functional as F  # noqa: N812  # as everybody has it
from torch import nn


class Mapped(nn.Module):
    """A map of 16 channels, an eighth as large as the image; a head."""

    def __init__(self) -> None:
        super().__init__()
        self.cnn = nn.Conv2d(3, 16, 8, 8)
        self.fc = nn.Linear(16, 5)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.fc(self.read(self.cnn(x)))


class Tokens(Mapped):
    def read(self, x):
        n, c, h, w = x.shape
        return x.reshape(n, h * w, c).amax(1)


class Rows(Mapped):
    """All pixels of all images, without a transposition before."""

    def read(self, x):
        n, c = x.shape[:2]
        return x.view(-1, c).view(n, -1, c).amax(1)


class Columns(Mapped):
    def __init__(self) -> None:
        super().__init__()
        self.lstm = nn.LSTM(64, 16, batch_first=True)

    def read(self, x):
        n, c, h, w = x.shape
        return self.lstm(x.view(n, w, c * h))[0].mean(1)


class Back(Mapped):
    """Tokens, taken for a map again."""

    def read(self, x):
        n, c, h, w = x.shape
        tokens = x.flatten(2).transpose(1, 2).tanh()
        return tokens.reshape(n, c, h, w).amax((2, 3))


class Heads(Mapped):
    """Two heads without a transposition; ``merged`` alone is wrong."""

    def read(self, x):
        t = x.flatten(2).transpose(1, 2)
        n, count, c = t.shape
        q = self.split(t)
        y = (q @ q.transpose(-2, -1)).softmax(-1) @ q
        return self.merged(y, n, count, c).amax(1)

    def split(self, t):
        n, count, c = t.shape
        return t.view(n, count, 2, c // 2).transpose(1, 2)

    def merged(self, y, n, count, c):
        return y.reshape(n, count, c)


class Split(Heads):
    def split(self, t):
        n, count, c = t.shape
        return t.contiguous().view(n, 2, count, c // 2)

    def merged(self, y, n, count, c):
        return y.transpose(1, 2).flatten(2)


class Ordered(Mapped):
    """Shuffled channels, windows, a relative shift, unfolded patches, classes of anchors."""

    def read(self, x):
        n, c, h, w = x.shape
        x = x.view(n, 4, c // 4, h, w).transpose(1, 2).reshape(n, c, h, w)
        x = (
            x.view(n, c, h // 2, 2, w // 2, 2)
            .permute(0, 1, 3, 5, 2, 4)
            .reshape(n, 4 * c, h // 2, w // 2)
        )
        x = F.pixel_shuffle(x, 2)
        patches = F.unfold(x, 3, padding=1).view(n, c, 9, h, w).mean(2)
        anchors = x.permute(0, 2, 3, 1).reshape(n, -1, 4).view(n, -1, 16)
        t = (patches.flatten(2).transpose(1, 2) + anchors).contiguous()
        q = t.view(n, -1, 2, 8).transpose(1, 2)
        scores = q @ q.transpose(-2, -1)
        i, j = scores.shape[-2:]
        shifted = F.pad(scores, (1, 0)).view(n, 2, j + 1, i)[:, :, 1:].reshape(n, 2, i, j)
        y = ((scores + shifted).softmax(-1) @ q).transpose(1, 2).reshape(n, -1, c)
        return y.transpose(1, 2).reshape(n, c, h, w).amax((2, 3))


class Attending(Mapped):
    """Attention whose weights are of the wrong dimension."""

    def __init__(self) -> None:
        super().__init__()
        self.to_q, self.to_k, self.to_v = (nn.Linear(16, 16) for _ in range(3))

    def read(self, x):
        t = x.flatten(2).transpose(1, 2)
        return self.attend(self.to_q(t), self.to_k(t), self.to_v(t)).amax(1)


class OfQueries(Attending):
    def attend(self, q, k, v):
        weights = torch.softmax(q @ k.transpose(1, 2) / 4, dim=1)
        return weights @ v


class OfHeads(Attending):
    def attend(self, q, k, v):
        q, k, v = (one.view(*one.shape[:2], 4, 4).transpose(1, 2) for one in (q, k, v))
        weights = F.dropout(F.softmax(q @ k.transpose(-1, -2), dim=1), 0.1, self.training)
        return torch.matmul(weights, v).transpose(1, 2).flatten(2)


class Layered(Attending):
    def __init__(self) -> None:
        super().__init__()
        self.softmax = nn.Softmax(dim=-2)

    def attend(self, q, k, v):
        return torch.bmm(self.softmax(torch.bmm(q, k.permute(0, 2, 1))), v)


class Unturned(Attending):
    """As in SAGAN, but for its permute."""

    def attend(self, q, k, v):
        attention = torch.bmm(q, k.transpose(1, 2)).softmax(dim=-1)
        return torch.bmm(v.transpose(1, 2), attention).transpose(1, 2)


class Sums(Attending):
    """Sound: of heads, of two ways, of slots, of clusters, of channels, and turned."""

    def attend(self, q, k, v):
        scores = torch.einsum("bid, bjd -> bij", q, k)
        there = scores.softmax(-1) @ v + scores.softmax(dim=1).transpose(1, 2) @ q
        slots = scores.softmax(dim=1) + 1e-6
        there = there + (slots / slots.sum(-1, keepdim=True)) @ v
        turned = torch.bmm(v.transpose(1, 2), scores.softmax(-1).permute(0, 2, 1)).transpose(1, 2)
        clusters = q.softmax(dim=-1).transpose(1, 2) @ v
        return there + turned + q.softmax(-1) @ (k.softmax(dim=1).transpose(1, 2) @ v) + clusters.mean()


class Routed(Attending):
    """Sound: capsules that share out what each place has, and slots that do, without a sum."""

    def attend(self, q, k, v):
        given = torch.stack([q, k, v], 1)
        scores = given @ given.mean(2)[..., None]
        shares = (scores + 0.1).softmax(dim=1)
        made = torch.matmul(shares.transpose(-1, -2), given)
        slots = q[:, :3]
        weights = torch.einsum("bid,bjd->bij", slots, k).softmax(dim=1)
        return made.flatten(1, 2) + torch.einsum("bij,bjd->bid", weights, v)


class Levels(Mapped):
    """A level that is taken twice, and one that is not."""

    def __init__(self) -> None:
        super().__init__()
        self.smooth1, self.smooth2 = nn.Conv2d(16, 8, 1), nn.Conv2d(16, 8, 1)

    def read(self, x):
        p1 = self.smooth1(x)
        p2 = self.smooth2(x)  # noqa: F841  # that is the fault
        return torch.cat([p1, p1], dim=1).amax((2, 3))


class Both(Mapped):
    """Both directions of an LSTM."""

    def __init__(self) -> None:
        super().__init__()
        self.lstm = nn.LSTM(16, 8, batch_first=True, bidirectional=True)
        self.drop = nn.Dropout(0.1)

    def read(self, x):
        return self.ends(self.drop(self.lstm(x.mean(2).transpose(1, 2))[0]))

    def ends(self, out):
        return out[:, -1]


class Gated(Both):
    def __init__(self) -> None:
        super().__init__()
        self.lstm = nn.GRU(16, 8, bidirectional=True)

    def read(self, x):
        return self.lstm(x.mean(2).permute(2, 0, 1))[0][-1, :, :]


class Halved(Both):
    def ends(self, out):
        return torch.cat([out[:, -1, :8], out[:, 0, 8:]], 1)


class Chunked(Both):
    def ends(self, out):
        return torch.cat([out[:, -1].chunk(2, 1)[0], out[:, 0].chunk(2, 1)[1]], 1)


class Averaged(Both):
    def ends(self, out):
        weights = (out @ out[:, -1, :, None]).softmax(1)
        return (weights * out).sum(1)


class Thrown(Mapped):
    """What a statement makes is gone."""

    def __init__(self) -> None:
        super().__init__()
        self.drop, self.act, self.norm = nn.Dropout(0.5), nn.ReLU(inplace=True), nn.BatchNorm1d(16)
        self.seen = []

    def read(self, x):
        x = x.mean((2, 3))
        self.do(x)
        return x

    def do(self, x):
        F.relu(x)


class ThrownMethod(Thrown):
    def do(self, x):
        x.mul(2)


class ThrownLayer(Thrown):
    def do(self, x):
        self.drop(x)


class ThrownCopy(Thrown):
    def do(self, x):
        x.to(torch.float32)


class Done(Thrown):
    """Sound: in place, kept by a hook, for statistics, or in a list."""

    def __init__(self) -> None:
        super().__init__()
        self.probe = nn.Identity()
        self.probe.register_forward_hook(lambda *_: None)

    def do(self, x):
        F.relu(x, inplace=True)
        self.act(x)
        self.norm(x)
        self.probe(x)
        x.add_(1)
        torch.add(x, 1, out=torch.empty(0))
        self.mul(x.mul(2))

    def mul(self, x):
        self.seen = [x.mean()]


class Hidden(Mapped):
    """A hidden layer that begins with one number."""

    def __init__(self) -> None:
        super().__init__()
        self.hidden, self.out = nn.Linear(16, 12), nn.Linear(12, 16)
        self.begin()

    def begin(self):
        nn.init.ones_(self.hidden.weight)
        nn.init.zeros_(self.hidden.bias)
        nn.init.constant_(self.out.weight, 0.1)

    def read(self, x):
        return self.out(self.hidden(x.mean((2, 3))).tanh())


def begin(module):
    if isinstance(module, nn.Conv2d):
        nn.init.kaiming_normal_(module.weight)
    elif isinstance(module, nn.Linear):
        module.weight.data.fill_(0.02)
        module.bias.data.zero_()


class Applied(Hidden):
    def begin(self):
        self.apply(begin)


class Gates(Mapped):
    def __init__(self) -> None:
        super().__init__()
        self.lstm = nn.LSTM(16, 16, batch_first=True)
        for name, one in self.lstm.named_parameters():
            nn.init.constant_(one, 0.05 if "weight" in name else 0.0)
        nn.init.constant_(self.fc.weight, 0.05)

    def read(self, x):
        return self.lstm(x.flatten(2).transpose(1, 2))[0].mean(1)


class Begun(Hidden):
    """Sound: the last layer begins as zero, as do branches, filters are all a mean."""

    def begin(self):
        nn.init.zeros_(self.out.weight)
        self.branch, self.blur = nn.Conv2d(16, 16, 1), nn.Conv2d(16, 16, 3, padding=1, groups=16)
        nn.init.zeros_(self.branch.weight)
        nn.init.constant_(self.blur.weight, 1 / 9)
        nn.init.zeros_(self.fc.weight)

    def read(self, x):
        return super().read(self.blur(x + self.branch(x))).tanh()


class Chosen(Mapped):
    """Conditions with a text in them."""

    def __init__(self, kind="max") -> None:
        super().__init__()
        for name, one in self.named_parameters():
            one.requires_grad = not (name == "cnn.weight" or "cnn.bias")  # noqa: SIM222  # so it is written
        self.kind = kind

    def read(self, x):
        return x.amax((2, 3))


class Compared(Mapped):
    def __init__(self, kind="max") -> None:
        super().__init__()
        if kind in ("mean" or "max"):  # noqa: SIM222  # so it is written
            self.scale = 2.0

    def read(self, x):
        return x.amax((2, 3))


class Asked(Mapped):
    """Sound: a text in place of nothing."""

    def __init__(self, kind=None) -> None:
        super().__init__()
        kind = kind or "max"
        if (kind or "mean") == "max" and kind in ("max", "mean") and str(kind or "x"):
            self.kind = kind

    def read(self, x):
        return x.amax((2, 3))
