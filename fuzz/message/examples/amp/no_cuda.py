# as written: UserWarning: torch.cuda.amp.GradScaler is enabled, but CUDA is not available.  Disabling.
import torch

torch.amp.GradScaler("cuda")
