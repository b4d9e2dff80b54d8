import json

import torch

json.dumps({"loss": torch.tensor(0.5)})
