# as written: RuntimeError: Placeholder storage has not been allocated on MPS device!
import torch
from torch import nn

nn.Linear(2, 2).to("mps")(torch.zeros(1, 2))
