from torchvision.models import resnet18

model = resnet18()
weight = model.named_parameters()["fc.weight"]
