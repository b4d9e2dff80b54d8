import torch

images = [torch.rand(1, 3, 32, 40), torch.rand(1, 3, 40, 32)]
next(iter(torch.utils.data.DataLoader(images, batch_size=2, collate_fn=torch.cat)))
