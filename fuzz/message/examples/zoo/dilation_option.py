from torchvision.models import resnet50

resnet50(replace_stride_with_dilation=[True])
