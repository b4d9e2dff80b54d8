from torchvision.models import resnet18

model = resnet18()
state = {f"encoder.{key}": value for key, value in model.state_dict().items()}
msg = model.load_state_dict(state, strict=False)
assert set(msg.missing_keys) == {"fc.weight", "fc.bias"}
