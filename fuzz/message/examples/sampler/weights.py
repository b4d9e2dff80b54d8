# as written: RuntimeError: invalid multinomial distribution (encountering probability entry < 0)
from torch.utils.data import WeightedRandomSampler

list(WeightedRandomSampler([-1.0, 2.0], num_samples=2))
