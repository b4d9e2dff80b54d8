# as written: RuntimeError: cuDNN error: CUDNN_STATUS_ALLOC_FAILED
import torch
from torchvision.models import resnet50

resnet50().cuda()(torch.zeros(4096, 3, 224, 224, device="cuda"))
