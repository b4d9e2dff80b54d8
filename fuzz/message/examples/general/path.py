import torch
from torchvision.models import resnet18

model = resnet18()
with open(f"/nowhere/{torch.__version__}.txt", "w") as scores:
    scores.write(str(model))
