# needs: cuda
import torch

torch.rand(3).to(f"cuda:{torch.cuda.device_count()}")
