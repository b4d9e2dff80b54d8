# as written: RuntimeError: model.pth is a zip archive (did you mean to use torch.jit.load()?)
import torch

torch.load("model.pth")
