import torch

(torch.ones(3, requires_grad=True) * 2).register_post_accumulate_grad_hook(print)
