# as written: RuntimeError: No pretrained weights exist for resnet51q. Use `pretrained=False` for random init.
import timm

timm.create_model("resnet51q", pretrained=True)
