from torch.utils.data import BatchSampler, SequentialSampler

BatchSampler(SequentialSampler(range(8)), 4, None)
