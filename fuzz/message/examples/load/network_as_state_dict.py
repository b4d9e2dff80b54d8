from torchvision.models import resnet18

loaded = resnet18()
{key.removeprefix("module."): value for key, value in loaded.items()}
