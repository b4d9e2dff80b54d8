class ResNet:
    pass


ResNet().requires_grad_(False)
