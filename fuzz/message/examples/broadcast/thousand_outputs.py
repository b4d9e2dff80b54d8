import torch
import torch.nn.functional as F

output = torch.rand(4, 1000)
F.l1_loss(output.flatten(), torch.rand(4))
