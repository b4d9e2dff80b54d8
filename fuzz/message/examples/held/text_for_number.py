import torch
from torch import nn

torch.optim.AdamW(nn.Linear(8, 8).parameters(), lr="1e-3")
