# as written: AssertionError: text with length: 26 does not match declared length: 25
import torch

predictions, lengths = torch.zeros(26), torch.tensor([25])
assert predictions.numel() == lengths.sum()
