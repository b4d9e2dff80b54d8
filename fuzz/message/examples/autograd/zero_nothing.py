# as written: AttributeError: 'NoneType' object has no attribute 'zero_'
import torch

weight = torch.randn(3, requires_grad=True)
for _ in range(2):
    weight.sum().backward()
    weight = weight - 0.1 * weight.grad
    weight.grad.zero_()
