# as written: TypeError: 'torch.device' object does not support the context manager protocol
import torch

with torch.device("cpu"):
    torch.nn.Linear(20, 30)
