import io

import torch

file = io.BytesIO()
torch.save(torch.ones(3), file)
file.seek(0)
torch.load(file, map_location=lambda storage, place: None, weights_only=True)
file.seek(0)
torch.load(file, map_location={"cpu": "gpu"})
