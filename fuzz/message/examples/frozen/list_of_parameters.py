from torchvision.models import resnet18

resnet18().layer4.parameters().requires_grad_(False)
