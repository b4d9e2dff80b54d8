from torch.utils.data import WeightedRandomSampler

weights = [1 // 20, 1 // 30]
list(WeightedRandomSampler(weights, 4))
