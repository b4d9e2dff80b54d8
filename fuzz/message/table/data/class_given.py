"""Messages of a DataLoader that was given a class in place of an object made of it."""

from fuzz.message.frame import Frame
from fuzz.message.reading import Told, plain, reading

LOADER = "https://docs.pytorch.org/docs/stable/data.html#torch.utils.data.DataLoader"


def _loads(frame: Frame) -> bool:
    return "torch/utils/data/" in frame.path


def _in_sampler(told: Told) -> bool:
    last = told.raised.frames[-1:]
    return any(_loads(one) and ("sampler" in one.path or "sampler" in one.source) for one in last)


def _in_data(told: Told) -> bool:
    return any(map(_loads, told.raised.frames[-1:]))


READINGS = (
    reading(
        # torch before 1.5 looked at it: https://github.com/pytorch/pytorch/blob/v1.1.0/torch/utils/data/dataloader.py
        "sampler should be an instance of torch.utils.data.Sampler, but got sampler=<class"
        " '{got:name}'>",
        "'type' object is not iterable",
        answers=(
            plain(
                "loader.sampler_class",
                cause="DataLoader was given the class of a sampler, and not a sampler that was made of"
                " it",
                fix="make it, with what it draws from: sampler=WeightedRandomSampler(weights,"
                " num_samples=len(weights)), RandomSampler(dataset), or DistributedSampler(dataset)",
                page=LOADER,
                when=lambda told: "got" in told or _in_sampler(told),
            ),
        ),
    ),
    reading(
        "object of type 'type' has no len()",
        "object of type 'ABCMeta' has no len()",
        answers=(
            plain(
                "loader.dataset_class",
                cause="DataLoader was given the class of a data set, and not a data set that was made"
                " of it",
                fix="make it first: dataset = MyDataset(root, transform), DataLoader(dataset,"
                " batch_size=32)",
                page=LOADER,
                when=_in_data,
            ),
        ),
    ),
)
