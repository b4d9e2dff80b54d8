from torch import nn
from torch.nn.utils import spectral_norm

layer = nn.Linear(8, 8, bias=False)
spectral_norm(layer, name="bias")
