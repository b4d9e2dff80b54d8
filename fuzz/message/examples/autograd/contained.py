import torch

"cat" in torch.ones(3)
