from torch import nn
from torch.nn.utils import remove_weight_norm

layer = nn.Linear(8, 8, bias=False)
remove_weight_norm(layer)
