# as written: RuntimeError: Current CUDA Device does not support bfloat16. Please switch dtype to float16.
import torch

with torch.autocast("cuda", dtype=torch.bfloat16):
    pass
