# needs: cuda
import torch

torch.zeros(3)[torch.tensor([0], device="cuda")]
