import torch
import torch.nn.functional as F

F.mse_loss(torch.randn(4, 2), torch.randn(4, 2), weight=torch.ones(2))
