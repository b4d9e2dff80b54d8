# as written: KeyError: 'Wrong pretrained weights `imagenet21k` for encoder `resnet50`.'
import segmentation_models_pytorch as smp

smp.Unet("resnet50", encoder_weights="imagenet21k")
