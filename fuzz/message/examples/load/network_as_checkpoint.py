from torchvision.models import resnet18

loaded = resnet18()
loaded["model"]
