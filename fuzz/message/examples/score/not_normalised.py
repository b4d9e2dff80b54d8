# as written: ValueError: Probabilities in `preds` must sum up to 1 accross the `C` dimension.
import torch
from torchmetrics import Accuracy

Accuracy()(torch.rand(4, 10), torch.randint(10, (4,)))
