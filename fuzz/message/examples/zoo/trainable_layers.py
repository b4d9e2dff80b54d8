from torchvision.models.detection.backbone_utils import resnet_fpn_backbone

resnet_fpn_backbone(backbone_name="resnet18", weights=None, trainable_layers=6)
