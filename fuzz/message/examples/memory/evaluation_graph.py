# as written:   File "train.py", line 282, in validate\n    output = model(images)\nRuntimeError: CUDA error: out of memory
import torch
from torchvision.models import resnet50

model = resnet50().cuda().eval()
images = torch.zeros(1024, 3, 224, 224, device="cuda")


def validate():
    return model(images)


validate()
