from torch import nn

plain = nn.ModuleDict({"conv1": nn.Conv2d(3, 8, 7), "fc": nn.Linear(8, 2)})
edited = nn.ModuleDict(
    {"conv1": nn.Conv2d(11, 8, 7), "attention": nn.Conv2d(8, 8, 1), "fc": nn.Linear(8, 2)}
)
plain.load_state_dict(edited.state_dict())
