from torchvision.models import resnet18

resnet18().bn1.running_mean = [0.0] * 64
