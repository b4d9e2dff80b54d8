import io
import pickle

import torch

weights = torch.as_tensor(pickle.load(io.BytesIO()))
