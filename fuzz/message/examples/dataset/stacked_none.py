from torch.utils import data

data.ConcatDataset([])
