# as written: RuntimeError: The size of tensor a (64) must match the size of tensor b (5) at non-singleton dimension 1 (scores torch.Size([64, 5]), target torch.Size([64]))
import torch

scores, target = torch.rand(64, 5), torch.ones(64)
print(scores.shape, target.shape)
scores * target
