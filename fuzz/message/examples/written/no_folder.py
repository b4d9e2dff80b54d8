import torch

torch.save({}, "no_such_folder/model.pth")
