import io

import torch

file = io.BytesIO()
torch.save(torch.ones(3), file)
file.seek(0)
torch.load(file, mmap=True)
