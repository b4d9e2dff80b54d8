import torch

correct = 3
accuracy = torch.tensor(correct[0] / 4)
