import torch

output, target = torch.randn(4, 3), torch.tensor([0, 1, 2, 0])
if output.argmax(1) == target:
    print("right")
