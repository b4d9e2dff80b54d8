import numpy as np
from torch.utils.data import DataLoader

labels = [np.array(["cat"]), np.array(["dog"])]
next(iter(DataLoader(labels, batch_size=2)))
