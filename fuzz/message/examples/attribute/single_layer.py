from torchvision.models import resnet18

model = resnet18()
model = model.fc
model.fc.in_features
