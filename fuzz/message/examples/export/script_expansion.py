import torch
from torch import nn


class Network(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.fc = nn.Linear(4, 2)
        self.options: dict[str, int] = {}

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.fc(x, **self.options)


torch.jit.script(Network())
