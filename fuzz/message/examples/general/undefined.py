import torch

model = torch.nn.Sequential(nn.Linear(512, 10))
