import torch
import torchvision

model = torchvision.models.resnet18()
for parameter in model.parameters():
    parameter.requires_grad = False
trained = [parameter for parameter in model.parameters() if parameter.requires_grad]
torch.optim.SGD(trained, lr=0.1)
