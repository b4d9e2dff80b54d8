from torchvision.models import resnet18

resnet18().get_buffer("bn1.weight")
