# as written: AssertionError: If capturable=False, state_steps should not be CUDA tensors.
import torch

network = torch.nn.Linear(2, 2).cuda()
optimizer = torch.optim.Adam(network.parameters())
network(torch.zeros(1, 2, device="cuda")).sum().backward()
optimizer.step()
optimizer.load_state_dict(optimizer.state_dict())
optimizer.step()
