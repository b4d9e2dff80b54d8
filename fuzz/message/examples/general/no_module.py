# as written: import timm: ModuleNotFoundError: No module named 'timm'
import timm

model = timm.create_model("resnet50")
