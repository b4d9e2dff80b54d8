import io
import pickle

import torch

file = io.BytesIO()
torch.save(torch.ones(3), file)
file.seek(0)
torch.load(file, weights_only=True, pickle_module=pickle)
