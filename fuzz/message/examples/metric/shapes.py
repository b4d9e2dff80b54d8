# as written: ValueError: Either `preds` and `target` both should have the (same) shape (N, ...), or `target` should be (N, ...) and `preds` should be (N, C, ...).
import torch
from torchmetrics.classification import MulticlassAccuracy

MulticlassAccuracy(num_classes=3)(torch.zeros(4).long(), torch.zeros(4, 1).long())
