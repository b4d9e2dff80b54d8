# as written: stack expects each tensor to be equal size
import torch

torch.stack([torch.zeros(3, 8, 8), torch.zeros(3, 8, 9)])
