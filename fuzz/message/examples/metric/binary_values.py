# as written: RuntimeError: Detected the following values in `target`: tensor([0, 255]) but expected only the following values [0, 1].
import torch
from torchmetrics.classification import BinaryAccuracy

BinaryAccuracy()(torch.rand(2), torch.tensor([0, 255]))
