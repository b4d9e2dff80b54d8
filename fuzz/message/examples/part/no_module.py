class ResNet:
    pass


ResNet().parameters()
