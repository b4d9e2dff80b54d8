from torch import nn

model = nn.Linear(8, 8)
model = model.load_state_dict(model.state_dict())
model.eval()
