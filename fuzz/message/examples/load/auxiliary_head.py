from torchvision.models.segmentation import fcn_resnet50

saved = fcn_resnet50(weights_backbone=None, aux_loss=True).state_dict()
fcn_resnet50(weights_backbone=None).load_state_dict(saved)
