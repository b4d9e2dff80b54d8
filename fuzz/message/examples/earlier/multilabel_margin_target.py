# as written: RuntimeError: inconsistent size [2] for argument #2 'target'
import torch

torch.nn.MultiLabelMarginLoss()(torch.randn(2, 10), torch.zeros(2, dtype=torch.long))
