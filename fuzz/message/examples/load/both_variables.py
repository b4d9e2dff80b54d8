# as written: RuntimeError: Only one of `TORCH_FORCE_WEIGHTS_ONLY_LOAD` or `TORCH_FORCE_NO_WEIGHTS_ONLY_LOAD` should be set, but both were set.
import os

import torch

os.environ["TORCH_FORCE_WEIGHTS_ONLY_LOAD"] = "1"
os.environ["TORCH_FORCE_NO_WEIGHTS_ONLY_LOAD"] = "1"
torch.load("model.pt")
