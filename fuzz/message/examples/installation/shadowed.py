# as written: AttributeError: module 'torch' has no attribute 'nn'
import torch

torch.nn.Linear(2, 2)
