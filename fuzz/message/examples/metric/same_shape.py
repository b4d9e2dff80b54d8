# as written: RuntimeError: Predictions and targets are expected to have the same shape, but got torch.Size([4, 1]) and torch.Size([4]).
import torch
from torchmetrics.classification import BinaryAccuracy

BinaryAccuracy()(torch.rand(4, 1), torch.ones(4).long())
