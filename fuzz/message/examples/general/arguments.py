from torchvision.models import resnet18

model = resnet18()
model.eval(True)
