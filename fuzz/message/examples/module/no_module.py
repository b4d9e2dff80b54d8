from torchvision.models import resnet18

resnet18().get_submodule("conv1.weight")
