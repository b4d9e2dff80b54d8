# as written: TypeError: 'DefaultCfg' object does not support item assignment
from timm.models.resnet import default_cfgs

default_cfgs["resnet50"]["url"] = "resnet50_own.pth"
