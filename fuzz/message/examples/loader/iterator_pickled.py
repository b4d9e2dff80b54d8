import pickle

import torch
from torch.utils.data import DataLoader, TensorDataset

pickle.dumps(iter(DataLoader(TensorDataset(torch.ones(8, 3)))))
