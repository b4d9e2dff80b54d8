# as written: _pickle.UnpicklingError: Weights only load failed. Re-running `torch.load` with `weights_only` set to `False` will likely succeed, but it can result in arbitrary code execution.
import torch
from torch import nn

torch.save(nn.Linear(2, 2), "model.pt")
torch.load("model.pt", weights_only=True)
