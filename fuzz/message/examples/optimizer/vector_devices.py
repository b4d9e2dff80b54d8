# as written: TypeError: Found two parameters on different devices, this is currently not supported.
from torch import nn

layers = nn.Linear(8, 8), nn.Linear(8, 8, device="cuda")
nn.utils.parameters_to_vector([one.weight for one in layers])
