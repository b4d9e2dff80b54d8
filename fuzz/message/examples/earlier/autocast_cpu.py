# as written: RuntimeError: Currently, AutocastCPU only support Bfloat16 as the autocast_cpu_dtype
import torch

with torch.autocast("cpu", dtype=torch.float16):
    torch.nn.Linear(20, 30)(torch.randn(2, 20))
