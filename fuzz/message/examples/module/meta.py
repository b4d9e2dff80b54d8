from torch import nn

nn.Linear(2, 2, device="meta").to("cpu")
