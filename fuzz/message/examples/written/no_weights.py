import torch

torch.load("no_such_folder/model.pth")
