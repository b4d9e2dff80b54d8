import io

import torch

file = io.BytesIO()
torch.save(torch.zeros(1000), file)
torch.load(io.BytesIO(file.getvalue()[:2000]))
