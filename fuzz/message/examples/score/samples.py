# as written: ValueError: The `preds` and `target` should have the same first dimension.
import torch
from torchmetrics import Accuracy

Accuracy()(torch.rand(4, 10).softmax(1), torch.tensor([1, 2, 3]))
