# as written: RuntimeError: Unknown builtin op: torchvision::nms.
import torch

torch.jit.load("detector.pt")  # in a program that doesn't import torchvision
