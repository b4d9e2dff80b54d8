# as written: KeyError: "Wrong encoder name `resnet51`, supported encoders: ['resnet18', 'resnet34']"
import segmentation_models_pytorch as smp

smp.Unet("resnet51")
