# as written: ValueError: The `preds` should be probabilities, but values were detected outside of [0,1] range.
import torch
from torchmetrics import Accuracy

Accuracy()(torch.randn(4, 10), torch.randint(10, (4,)))
