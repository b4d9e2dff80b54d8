import torch

batch = (torch.randn(2, 3, 32, 32), torch.tensor([0, 1]))
batch[0] = batch[0].to(torch.float16)
