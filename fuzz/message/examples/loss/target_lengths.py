import torch
from torch import nn

logits = nn.Linear(8, 5)(torch.randn(12, 2, 8)).log_softmax(2)  # 12 time steps, 2 samples
nn.CTCLoss()(logits, torch.ones(2, 3).long(), torch.tensor([12, 12]), torch.tensor([3, 4]))
