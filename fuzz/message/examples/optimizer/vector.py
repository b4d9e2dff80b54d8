from torch import nn
from torch.nn.utils import vector_to_parameters

layer = nn.Linear(8, 8)
vector_to_parameters(list(layer.parameters()), layer.parameters())
