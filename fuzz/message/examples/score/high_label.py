# as written: ValueError: The highest label in `target` should be smaller than `num_classes`.
import torch
from torchmetrics import Accuracy

Accuracy(num_classes=10)(torch.rand(4, 10).softmax(1), torch.tensor([1, 2, 3, 10]))
