import torch

torch.cuda.amp.GradScaler(enabled=False)
