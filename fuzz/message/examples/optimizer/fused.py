# as written: RuntimeError: `fused=True` requires all the params to be floating point Tensors of supported devices: ['mps', 'cuda', 'xpu', 'hpu', 'cpu', 'mtia', 'privateuseone'] but torch.float32 and meta
import torch
from torch import nn

model = nn.Linear(2, 2, device="meta")
torch.optim.Adam(model.parameters(), fused=True).step()
