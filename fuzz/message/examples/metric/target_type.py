# as written: ValueError: Expected argument `target` to be an int or long tensor with ground truth labels but got tensor with dtype torch.float32
import torch
from torchmetrics.classification import BinaryAUROC

BinaryAUROC()(torch.rand(4), torch.ones(4))
