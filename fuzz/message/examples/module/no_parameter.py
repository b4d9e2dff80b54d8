from torchvision.models import resnet18

resnet18().get_parameter("bn1.running_mean")
