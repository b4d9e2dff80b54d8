# needs: torch 2.12
import torch

torch.autocast("cpu")(torch.ones(3))
