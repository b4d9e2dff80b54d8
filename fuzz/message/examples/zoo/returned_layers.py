from torchvision.models.detection.backbone_utils import resnet_fpn_backbone

resnet_fpn_backbone(backbone_name="resnet18", weights=None, returned_layers=[0, 1])
