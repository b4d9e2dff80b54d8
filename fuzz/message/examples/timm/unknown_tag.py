# as written: RuntimeError: Invalid pretrained tag (in1k) for resnet50.
import timm

timm.create_model("resnet50.in1k", pretrained=True)
