urls = {"resnet34": "resnet34.pth", "resnet50": "resnet50.pth"}
urls["resnext50_32x4d"]
