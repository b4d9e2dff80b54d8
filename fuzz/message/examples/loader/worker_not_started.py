# as written: UserWarning: Got pickle error when attempting to start a worker Process. This might be because the worker Process arguments are not picklable. Python 3.14+ changed the multiprocessing start method in non-Mac POSIX platforms to 'forkserver', which requires the worker Process arguments to be picklable.
import torch
from torch.utils.data import DataLoader, TensorDataset

dataset = TensorDataset(torch.ones(8, 3, 8, 8), torch.zeros(8))
loader = DataLoader(dataset, num_workers=1, collate_fn=lambda batch: batch)
next(iter(loader))
