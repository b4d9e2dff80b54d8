# as written: The size of tensor a must match the size of tensor b at non-singleton dimension 3
import torch

torch.zeros(1, 8, 15, 15) + torch.zeros(1, 8, 14, 14)
