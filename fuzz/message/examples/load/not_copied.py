# as written: RuntimeError: Error(s) in loading state_dict for Linear: While copying the parameter named "weight", whose dimensions in the model are torch.Size([10, 8]) and whose dimensions in the checkpoint are torch.Size([8, 10]), an exception occurred : ('The size of tensor a (8) must match the size of tensor b (10)',).
from torch import nn

nn.Linear(8, 10).load_state_dict(nn.Linear(10, 8).state_dict())
