encoders = {"resnet50": {"pretrained_settings": {"imagenet": {}}}}
weights = "/weights/lesions"
settings = encoders["resnet50"]["pretrained_settings"][weights]
