# as written: AssertionError: texts with length: 1664 does not match declared length: 6656
import torch

# one GPU of four gives time steps for a quarter of the batch
predictions, lengths = torch.zeros(26 * 64), torch.full((256,), 26)
assert predictions.numel() == lengths.sum()
