# as written: RuntimeError: `requires_grad` is not supported for `step` in differentiable mode
import torch
from torch import nn

layer = nn.Linear(8, 8)
optimizer = torch.optim.Adam(layer.parameters(), differentiable=True)
layer(torch.ones(1, 8)).sum().backward()
with torch.no_grad():
    optimizer.step()
for state in optimizer.state.values():
    state["step"].requires_grad_()
optimizer.step()
