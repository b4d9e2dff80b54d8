import torch

output, target = torch.zeros(4, 3), torch.ones(4, 3, dtype=torch.int64)
loss = torch.binary_cross_entropy_with_logits(output, target)
