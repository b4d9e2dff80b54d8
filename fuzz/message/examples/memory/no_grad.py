# as written:   File "train.py", line 60, in evaluate\nRuntimeError: CUDA out of memory. Tried to allocate 98.00 MiB (GPU 0; 7.80 GiB total capacity; 6.29 GiB already allocated; 3.31 MiB free; 6.40 GiB reserved in total by PyTorch)
import torch
import torchvision


def evaluate(model, images):
    model.eval()
    return torch.cat([model(batch.cuda()) for batch in images])


evaluate(torchvision.models.resnet18().cuda(), torch.rand(99, 64, 3, 224, 224))
