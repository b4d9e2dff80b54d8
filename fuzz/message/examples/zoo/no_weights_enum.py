# as written: KeyError: 'ResNet34_Weights'
import torchvision

torchvision.models.__dict__["ResNet34_Weights"]
