# as written: ValueError: Expected argument `preds` to be floating tensor with probabilities/logits but got tensor with dtype torch.int64
import torch
from torchmetrics.classification import BinaryAUROC

BinaryAUROC()(torch.tensor([0, 1]), torch.tensor([0, 1]))
