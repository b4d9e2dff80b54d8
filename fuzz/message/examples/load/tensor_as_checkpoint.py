import io

import torch

file = io.BytesIO()
torch.save(torch.arange(5), file)
file.seek(0)
torch.load(file)["state_dict"]
