# as written: ImportError: /usr/lib/python3/torch/lib/libtorch_cpu.so: undefined symbol: iJIT_NotifyEvent
import torch

torch.zeros(1)
