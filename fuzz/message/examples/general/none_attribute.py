from torchvision.models import resnet18

model = resnet18()
model.conv1.bias.fill_(0)
