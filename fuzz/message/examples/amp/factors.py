import torch

torch.amp.GradScaler("cpu", growth_factor=0.5)
