# as written: RuntimeError: Could not run 'aten::_amp_non_finite_check_and_unscale_' with arguments from the 'CPUTensorId' backend.
import torch

scaler = torch.cuda.amp.GradScaler()
layer = torch.nn.Linear(2, 2)
scaler.scale(layer(torch.rand(1, 2)).sum()).backward()
scaler.step(torch.optim.SGD(layer.parameters(), lr=0.1))
