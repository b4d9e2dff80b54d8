# as written: RuntimeError: User specified an unsupported autocast device_type 'gpu'
import torch

torch.autocast("gpu")
