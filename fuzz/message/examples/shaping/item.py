import torch

loss = torch.rand(())
total = loss.data[0]
