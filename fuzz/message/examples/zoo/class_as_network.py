from torchvision.models import ResNet

ResNet.fc
