from torch.nn import functional as F

loss = F.cross_entropy
loss.backward()
