import io
import pickle

import torch

file = io.BytesIO(pickle.dumps({"conv1.weight": 1}))
torch.load(file, weights_only=False)
