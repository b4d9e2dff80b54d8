import torch
from torch import nn


def trained(classes):
    model = nn.Linear(4, classes)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
    model(torch.zeros(1, 4)).sum().backward()
    return optimizer


old, new = trained(1000), trained(10)
old.step()
new.load_state_dict(old.state_dict())
new.step()
