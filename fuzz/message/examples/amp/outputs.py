import torch

torch.amp.GradScaler("cpu").scale(0.5)
