from torch.utils.data import BatchSampler, DataLoader, SequentialSampler

batches = BatchSampler(SequentialSampler([1, 2]), 2, drop_last=False)
DataLoader([1, 2], batch_size=2, batch_sampler=batches)
