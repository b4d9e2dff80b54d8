# as written: UserWarning: masked_fill_ received a mask with dtype torch.uint8, this behavior is now deprecated,please use a mask with dtype torch.bool instead.
import torch

torch.ones(3).masked_fill_(torch.ones(3, dtype=torch.uint8), 0)
