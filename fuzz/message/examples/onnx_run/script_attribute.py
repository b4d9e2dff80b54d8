# as written: RuntimeError: Tried to access nonexistent attribute or method 'kernel_size' of type '__torch__.torch.nn.modules.conv.Conv1d'. Did you forget to initialize an attribute in __init__()?
import torch


@torch.jit.script
def kernel(layer: torch.nn.Conv1d):
    print(layer.kernel_size)
