from torchvision.models import resnet18

len(resnet18())
