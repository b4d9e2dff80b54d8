from torchvision.models import resnet18

state = resnet18().state_dict()
for key in list(state):
    if "num_batches_tracked" in key:
        del state[key]
resnet18().load_state_dict(state)
