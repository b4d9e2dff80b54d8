# as written: OSError: [WinError 126] The specified module could not be found. Error loading "C:/torch/lib/c10.dll" or one of its dependencies.
import torch

torch.zeros(1)
