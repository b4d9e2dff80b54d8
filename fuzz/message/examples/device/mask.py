# needs: cuda
import torch

torch.zeros(2, device="cuda").masked_fill(torch.tensor([True, False]), 0.0)
