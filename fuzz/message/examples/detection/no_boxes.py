import torch

boxes = torch.tensor([])
widths = boxes[:, 2] - boxes[:, 0]
