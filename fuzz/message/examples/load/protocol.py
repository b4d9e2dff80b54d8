# as written: RuntimeError: Invalid protocol version: 1002
import torch

torch.load("model_of_old.pt")
