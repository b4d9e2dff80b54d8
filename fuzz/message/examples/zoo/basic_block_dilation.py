from torchvision.models import resnet18

resnet18(replace_stride_with_dilation=[False, True, True])
