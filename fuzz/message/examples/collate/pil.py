from torch.utils.data import DataLoader
from torchvision.datasets import FakeData

next(iter(DataLoader(FakeData(4, (3, 8, 8)), batch_size=2)))
