import io
import sys
import types

import torch
from torch import nn

models = sys.modules["models"] = types.ModuleType("models")
models.Network = type("Network", (nn.Linear,), {"__module__": "models"})
file = io.BytesIO()
torch.save(models.Network(2, 2), file)
file.seek(0)
del sys.modules["models"]
torch.load(file, weights_only=False)
