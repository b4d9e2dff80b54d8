from torchvision.models import resnet18

state = {key: value for key, value in resnet18().state_dict().items() if "num_batches" not in key}
resnet18().load_state_dict(state)
