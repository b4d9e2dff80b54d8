from torchvision.models import resnet18

for parameter in resnet18().named_parameters():
    parameter.requires_grad
