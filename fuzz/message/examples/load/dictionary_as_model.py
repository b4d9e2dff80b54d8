from torchvision.models import resnet18

checkpoint = {"state_dict": resnet18().state_dict(), "epoch": 1}
checkpoint.eval()
