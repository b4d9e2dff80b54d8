# as written: ValueError: If `preds` have one dimension more than `target`, `preds.shape[1]` should be equal to number of classes.
import torch
from torchmetrics.classification import MulticlassAccuracy

MulticlassAccuracy(num_classes=10)(torch.rand(4, 1000), torch.tensor([0, 1, 2, 3]))
