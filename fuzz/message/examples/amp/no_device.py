import torch

with torch.autocast():
    pass
