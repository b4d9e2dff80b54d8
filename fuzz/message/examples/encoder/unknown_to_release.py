encoders = {"resnet34": {}, "resnet50": {}}


def get_encoder(name):
    return encoders[name]


get_encoder("resnext50_32x4d")
