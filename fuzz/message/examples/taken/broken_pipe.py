# as written:   File "C:\Anaconda3\lib\multiprocessing\popen_spawn_win32.py", line 89, in __init__\n    reduction.dump(process_obj, to_child)\nBrokenPipeError: [Errno 32] Broken pipe
import torch
from torch.utils.data import DataLoader, TensorDataset

next(iter(DataLoader(TensorDataset(torch.ones(8, 3)), num_workers=2)))
