# as written: AssertionError: can only test a child process
from torch.utils.data import DataLoader
from tqdm.auto import tqdm

for _ in tqdm(DataLoader([1, 2], num_workers=2)):
    break
