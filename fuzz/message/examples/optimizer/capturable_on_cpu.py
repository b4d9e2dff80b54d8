# as written: AssertionError: If capturable=True, params and state_steps must be CUDA tensors.
import torch

weight = torch.nn.Parameter(torch.ones(2))
weight.grad = torch.ones(2)
torch.optim.Adam([weight], capturable=True).step()
