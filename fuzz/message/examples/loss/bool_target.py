import torch
import torch.nn.functional as F

output, mask = torch.zeros(4, 1, 8, 8), torch.ones(4, 1, 8, 8, dtype=torch.bool)
loss = F.binary_cross_entropy_with_logits(output, mask)
