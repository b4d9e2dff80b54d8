from torchvision.models import resnet18

model = resnet18()
model.fc = None
model.fc.in_features
