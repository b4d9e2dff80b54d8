from torch.utils.data import random_split

samples = list(range(9))
random_split(samples, [int(0.8 * 9), int(0.2 * 9)])
