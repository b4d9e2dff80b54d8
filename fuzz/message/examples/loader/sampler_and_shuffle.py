from torch.utils.data import DataLoader, SequentialSampler

DataLoader([1, 2], shuffle=True, sampler=SequentialSampler([1, 2]))
