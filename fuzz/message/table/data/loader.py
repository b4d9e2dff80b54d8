"""Messages of DataLoader, its samplers and data sets."""

import re

from fuzz.message.reading import Told, plain, reading
from fuzz.message.table.data.collate import DATA, FOLDER, in_loader

LOADER = f"{DATA}#torch.utils.data.DataLoader"
WORKERS = f"{DATA}#single-and-multi-process-data-loading"
DATASET = f"{DATA}#torch.utils.data.Dataset"
ITERABLE = f"{DATA}#iterable-style-datasets"
RANDOM_SPLIT = f"{DATA}#torch.utils.data.random_split"
WEIGHTED = f"{DATA}#torch.utils.data.WeightedRandomSampler"
DATASETS = "https://docs.pytorch.org/vision/stable/datasets.html"
LAYOUT = "root/cat/1.jpg, root/dog/2.jpg"

OUTPUT = re.compile(
    r"^\(?\w+(?:, ?\*?\w+)+\)? = (?:self\.)?(?:\w*model\w*|\w*net\w*|backbone|encoder)(?:\.forward)?\("
)


def _unpacks_output(told: Told) -> bool:
    """Whether the line that failed takes what a network returns apart, into as many names as the message
    says."""
    lines = [line.strip() for line in told.shown[:1]]
    return any(OUTPUT.match(line) and told.number("wanted") == _names(line) for line in lines)


def _names(line: str) -> int:
    """How many names stand in front of = of a line."""
    return line.partition("=")[0].count(",") + 1


READINGS = (
    reading(
        "but got num_samples={got:number}",
        answers=(
            plain(
                "loader.empty",
                cause="the data set has no samples (num_samples={got}): no file was found or kept",
                fix="print(len(dataset)) before the DataLoader; look at the path, at the pattern or"
                " extension of the files, and at what a filter or a split leaves",
                page=LOADER,
                when=lambda told: told.number("got") == 0,
            ),
        ),
    ),
    reading(
        "Couldn't find any class folder in",
        answers=(
            plain(
                "loader.no_class_folder",
                cause="ImageFolder wants a folder for each class below its root, and found none: the"
                " images lie in the root itself, or the path is wrong",
                fix=f"sort the files as {LAYOUT}, and pass root; images without classes need a Dataset"
                " of their own",
                page=FOLDER,
            ),
        ),
    ),
    # torchvision 0.8 and older; 0.2 said "Found 0 images"
    reading(
        "Found 0 files in subfolders of",
        "Found 0 images in subfolders of",
        answers=(
            plain(
                "loader.no_files",
                cause="ImageFolder wants a folder for each class below its root, and found no image"
                " in any: mostly there are no such folders and the images lie in the root itself, as"
                " those of a val or test set do; else the path is wrong, a level too high or too low,"
                " or the files have other extensions",
                fix=f"sort the files as {LAYOUT}, and pass root (for the validation set of ImageNet"
                " torchvision.datasets.ImageNet(root, split='val') or a valprep.sh does that);"
                " images without classes need a Dataset of their own; print(os.listdir(root)) shows"
                " what it finds",
                page=FOLDER,
            ),
        ),
    ),
    reading(
        "Found no valid file for the classes {classes}. Supported",
        answers=(
            plain(
                "loader.empty_class_folder",
                cause="ImageFolder found a folder for a class without an image in it ({classes}): it is"
                " empty, is no class (.ipynb_checkpoints), its files have other extensions, or root is a"
                " level too high or too low",
                fix=f"delete such folders, or pass root so that the images lie one level below it:"
                f" {LAYOUT}; allow_empty=True accepts empty classes",
                page=FOLDER,
            ),
        ),
    ),
    reading(
        "batch_size should be a positive integer value, but got batch_size={got:name}",
        "batch_size should be a positive integeral value, but got batch_size={got:name}",
        answers=(
            plain(
                "loader.batch_size",
                cause="DataLoader wants a whole number of 1 or more for batch_size, but got {got}",
                fix="pass an int: a quotient is to be batch_size // parts, and at least 1",
                page=LOADER,
            ),
        ),
    ),
    reading(
        "prefetch_factor option could only be specified in multiprocessing",
        "persistent_workers option needs num_workers > 0",
        "multiprocessing_context can only be used with multi-process loading",
        answers=(
            plain(
                "loader.no_workers",
                cause="prefetch_factor, persistent_workers and multiprocessing_context belong to worker"
                " processes, and num_workers is 0",
                fix="pass num_workers=2 or more, or leave that argument out",
                page=LOADER,
            ),
        ),
    ),
    reading(
        "sampler option is mutually exclusive with shuffle",
        answers=(
            plain(
                "loader.sampler_and_shuffle",
                cause="DataLoader got both a sampler and shuffle=True; the sampler decides the order",
                fix="leave shuffle out; DistributedSampler and RandomSampler shuffle themselves",
                page=LOADER,
            ),
        ),
    ),
    reading(
        "batch_sampler option is mutually exclusive with batch_size, shuffle, sampler, and drop_last",
        answers=(
            plain(
                "loader.batch_sampler",
                cause="DataLoader got a batch_sampler and with it batch_size, shuffle, sampler or"
                " drop_last, which a batch_sampler stands for",
                fix="pass batch_sampler alone, or pass the sampler as sampler=",
                page=LOADER,
            ),
        ),
    ),
    reading(
        "DataLoader with IterableDataset: expected unspecified {name:name} option",
        answers=(
            plain(
                "loader.iterable_order",
                cause="an IterableDataset gives its own order, so that DataLoader takes no {name}",
                fix="leave {name} out, and shuffle in __iter__ of the data set",
                page=ITERABLE,
            ),
        ),
    ),
    reading(
        "object of type '{kind:name}' has no len()",
        answers=(
            plain(
                "loader.no_length",
                cause="DataLoader asks for the length of the data set, and {kind} has no __len__",
                fix="define def __len__(self) in the data set; one that only iterates is to be an"
                " IterableDataset, without shuffle or a sampler",
                page=DATASET,
                when=lambda told: told.place == "data",
            ),
        ),
    ),
    reading(
        "Subclasses of Dataset should implement __getitem__",
        answers=(
            plain(
                "loader.no_getitem",
                cause="the data set has no __getitem__: it is missing, misspelt, or indented so that it"
                " is not in the class",
                fix="define def __getitem__(self, index) in the class, beside __len__",
                page=DATASET,
            ),
        ),
    ),
    reading(
        "'DataLoader' object is not subscriptable",
        "'DataLoader' object does not support indexing",
        "'DataLoader' object is not an iterator",
        answers=(
            plain(
                "loader.not_a_sequence",
                cause="a DataLoader is iterated over; it has no index and is no iterator itself",
                fix="use next(iter(loader)) for one batch, loader.dataset[i] for one sample",
                page=LOADER,
            ),
        ),
    ),
    reading(
        "DataLoaderIter' object has no attribute 'next'",
        answers=(
            plain(
                "loader.next_method",
                cause="the iterator of a DataLoader has no method next() any more (since torch 1.13)",
                fix="use next(iterator) in place of iterator.next()",
                page=LOADER,
            ),
        ),
    ),
    reading(
        "too many values to unpack (expected {wanted:number}",
        answers=(
            plain(
                "loader.too_many_values",
                cause="the loop over the DataLoader takes {wanted} values from a batch, and a batch is"
                " no sequence of {wanted}: the data set returns more values, or images without"
                " labels, so"
                " that a batch is one tensor of N images",
                fix="take as many values as __getitem__ returns: for images, labels in loader; with"
                " enumerate, for i, (images, labels) in enumerate(loader)",
                page=LOADER,
                when=lambda told: told.place == "data",
            ),
        ),
    ),
    reading(
        "not enough values to unpack (expected {wanted:number}, got {got:number})",
        answers=(
            plain(
                "loader.too_few_values",
                cause="the loop over the DataLoader takes {wanted} values from a batch, and"
                " __getitem__ of the data set returns {got}",
                fix="take as many values as __getitem__ returns: for images, labels in loader; with"
                " enumerate, for i, (images, labels) in enumerate(loader)",
                page=LOADER,
                when=lambda told: told.place == "data",
            ),
        ),
    ),
    reading(
        "too many values to unpack (expected {wanted:number}",
        "not enough values to unpack (expected {wanted:number}, got {got:number})",
        answers=(
            plain(
                "network.one_output",
                cause="a line takes {wanted} values from what the network returns, and it returns one"
                " tensor, so that the batch was taken apart along its first dimension",
                fix="take it as one, output = model(images), or return as many values from forward():"
                " return logits, features",
                page="https://docs.pytorch.org/docs/stable/generated/torch.nn.Module.html",
                confidence="likely",
                when=_unpacks_output,
            ),
        ),
    ),
    reading(
        "conv2d() received an invalid combination of arguments - got ({got:name}, Parameter",
        "conv2d(): argument 'input' (position 1) must be Tensor, not {got:name}",
        answers=(
            plain(
                "loader.whole_batch",
                cause="the network was given a {got} in place of a tensor of images, as a batch of a"
                " DataLoader is: [images, labels]",
                fix="take the batch apart, for images, labels in loader, and call model(images); of a"
                " dictionary take its images: model(batch['image'])",
                page=LOADER,
                confidence="likely",
                when=lambda told: told.text("got") in ("list", "tuple", "dict"),
            ),
        ),
    ),
    reading(
        "Sum of input lengths does not equal the length of the input dataset",
        answers=(
            plain(
                "loader.split_lengths",
                cause="the lengths given to random_split do not add up to the length of the data set;"
                " int(0.8 * n) and int(0.2 * n) both round down",
                fix="make one the rest: [train, len(dataset) - train], or pass fractions that add up to"
                " 1: random_split(dataset, [0.8, 0.2])",
                page=RANDOM_SPLIT,
            ),
        ),
    ),
    reading(
        "AssertionError: Size mismatch between tensors",
        answers=(
            plain(
                "loader.tensor_lengths",
                cause="the tensors of a TensorDataset differ in their first dimension, which counts the"
                " samples",
                fix="pass as many targets as images: compare images.shape[0] and labels.shape[0]",
                page=f"{DATA}#torch.utils.data.TensorDataset",
            ),
        ),
    ),
    reading(
        "weights should be a 1d sequence but given weights have shape {got:sizes}",
        answers=(
            plain(
                "loader.weights_shape",
                cause="WeightedRandomSampler wants one weight for each sample, [N], but got [{got}]",
                fix="index the weights of the classes by the labels, class_weight[labels], and squeeze"
                " what has more than one dimension",
                page=WEIGHTED,
            ),
        ),
    ),
    reading(
        "invalid multinomial distribution (sum of probabilities <= 0)",
        answers=(
            plain(
                "loader.weights_zero",
                cause="the weights of WeightedRandomSampler add up to 0 (or to nothing that is"
                " positive)",
                fix="give each sample the positive weight of its class: 1 / count[label]; an integer"
                " division makes it 0",
                page=WEIGHTED,
                when=in_loader,
            ),
        ),
    ),
    reading(
        "Dataset not found or corrupted. You can use download=True to download it",
        "Dataset not found. You can use download=True to download it",
        answers=(
            plain(
                "loader.not_downloaded",
                cause="the files of the data set are not below root, or a download was cut off",
                fix="pass download=True, or a root that contains the folder of the data set"
                " (cifar-10-batches-py for CIFAR10, MNIST/raw for MNIST)",
                page=DATASETS,
            ),
        ),
    ),
)
