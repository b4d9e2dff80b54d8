import io

import torch

weights = torch.ones(4)
torch.save([weights, weights.view(torch.int32)], io.BytesIO())
