from torchvision.models import resnet18

resnet18().get_submodule("layer5")
