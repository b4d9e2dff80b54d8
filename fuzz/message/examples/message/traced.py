from torch import fx, nn


class Checked(nn.Module):
    def forward(self, x):
        if len(x.shape) != 4 if not isinstance(x, fx.Proxy) else True:
            raise AssertionError("expected 4D input (got 4D input)")
        return x


fx.symbolic_trace(Checked())
