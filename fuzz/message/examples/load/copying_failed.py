import torch
from torch import nn

state = {"weight": torch.ones(10, 8, device="meta"), "bias": torch.ones(10)}
nn.Linear(8, 10).load_state_dict(state)
