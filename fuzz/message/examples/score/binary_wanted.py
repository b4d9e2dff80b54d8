# as written: ValueError: If `preds` and `target` are of shape (N, ...) and `preds` are floats, `target` should be binary.
import torch
from torchmetrics import Accuracy

Accuracy()(torch.rand(4), torch.tensor([1, 2, 3, 4]))
