import torch

torch.nn.Linear(4, 2).bfloat16()(torch.zeros(1, 4).bfloat16()).detach().numpy()
