# as written: RuntimeError: Unknown model (resnet51)
import timm

timm.create_model("resnet51")
