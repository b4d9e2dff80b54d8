import io

import torch
from torch import nn

file = io.BytesIO()
torch.save(nn.Linear(2, 2), file)
file.seek(0)
torch.load(file)
