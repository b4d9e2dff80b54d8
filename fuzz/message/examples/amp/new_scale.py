import torch

scaler = torch.amp.GradScaler("cpu")
scaler.scale(torch.ones(1))
scaler.update(torch.ones(2))
