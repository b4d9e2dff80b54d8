from pathlib import Path

from torch.utils.data import DataLoader

next(iter(DataLoader([Path("a.jpg"), Path("b.jpg")], batch_size=2)))
