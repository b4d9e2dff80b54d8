# needs: torch 2.12
import torch
from torch.nn import functional as F

F.interpolate(torch.ones(1, 3, 8, 8), size=(16, 16), mode="lanczos")
