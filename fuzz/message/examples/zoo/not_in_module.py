from types import ModuleType

models = ModuleType("models")
getattr(models, "resnet")(10)
