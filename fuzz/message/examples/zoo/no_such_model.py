import torchvision

torchvision.models.resnet19()
