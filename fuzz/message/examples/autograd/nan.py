import torch

with torch.autograd.detect_anomaly():
    distance = torch.zeros(4, requires_grad=True).sqrt()
    (distance * 0).sum().backward()
