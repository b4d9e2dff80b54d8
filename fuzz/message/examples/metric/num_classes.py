# as written: RuntimeError: Detected more unique values in `target` than expected. Expected only 3 but found 4 in `target`. Found values: tensor([0, 1, 2, 255]).
import torch
from torchmetrics.classification import MulticlassAccuracy

MulticlassAccuracy(num_classes=3)(torch.zeros(4).long(), torch.tensor([0, 1, 2, 255]))
