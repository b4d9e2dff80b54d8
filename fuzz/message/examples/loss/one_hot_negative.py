import torch
import torch.nn.functional as F

F.one_hot(torch.tensor([-1, 0, 1]), num_classes=3)
