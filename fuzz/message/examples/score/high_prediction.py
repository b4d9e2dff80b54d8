# as written: ValueError: The size of C dimension of `preds` does not match `num_classes`.
import torch
from torchmetrics import Accuracy

Accuracy(num_classes=5)(torch.rand(4, 10).softmax(1), torch.tensor([1, 2, 3, 4]))
