# as written: AssertionError: expected 4D input (got 4D input)
import torch

x = torch.randn(2, 3, 8, 8)
assert x.dim() is None, f"expected 4D input (got {x.dim()}D input)"
