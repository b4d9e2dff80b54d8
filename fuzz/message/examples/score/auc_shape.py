# as written: ValueError: Predictions should be of shape (batch_size, n_classes) or (batch_size, ).
import torch
from ignite.contrib.metrics import ROC_AUC

ROC_AUC().update((torch.rand(2, 1, 8, 8), torch.ones(2, 1, 8, 8)))
