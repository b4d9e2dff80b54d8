import torch


def accuracy(output, topk=(1, 5)):
    maxk = max(topk)
    return output.topk(maxk, 1, True, True)


accuracy(torch.zeros(4, 2))
