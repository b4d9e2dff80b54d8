"""Messages about the options of DataLoader, samplers and data sets."""

from fuzz.message.words import option

DATA = "https://docs.pytorch.org/docs/stable/data.html"
LOADER = f"{DATA}#torch.utils.data.DataLoader"
MULTIPROCESSING = f"{DATA}#multi-process-data-loading"
DISTRIBUTED = f"{DATA}#torch.utils.data.distributed.DistributedSampler"

READINGS = (
    option(
        "loader.negative_workers",
        "num_workers option should be non-negative; use num_workers=0 to disable multiprocessing",
        cause="num_workers of the DataLoader is negative: it is the number of processes that load data",
        fix="use num_workers=0 to load in the main process, or max(0, os.cpu_count() - 1)",
        page=LOADER,
    ),
    option(
        "loader.timeout",
        "ValueError: timeout option should be non-negative",
        cause="timeout of the DataLoader is negative: it is the number of seconds to wait for a batch",
        fix="leave it out (timeout=0 waits without end), or pass a positive number with num_workers >="
        " 1",
        page=LOADER,
    ),
    option(
        "loader.prefetch",
        "ValueError: prefetch_factor option should be non-negative",
        cause="prefetch_factor of the DataLoader is negative: it is the number of batches that each"
        " worker loads ahead",
        fix="leave it out, or use prefetch_factor=2 with num_workers >= 1",
        page=LOADER,
    ),
    option(
        "loader.single_samples",
        "batch_size=None option disables auto-batching and is mutually exclusive with drop_last",
        cause="batch_size=None gives single samples, so that there is no last batch for drop_last=True"
        " to leave out",
        fix="pass a batch size: DataLoader(dataset, batch_size=32, drop_last=True); or leave out"
        " drop_last",
        page=f"{DATA}#disable-automatic-batching",
    ),
    option(
        "loader.start_method",
        "multiprocessing_context option should specify a valid start method in {methods}, but got"
        " multiprocessing_context={got:text}",
        "multiprocessing_context option should be a valid context object or a string specifying the"
        " start method, but got multiprocessing_context={got:text}",
        cause="multiprocessing_context of the DataLoader is no start method of this system",
        fix="use multiprocessing_context='spawn', which every system has ('fork' is not on Windows), or"
        " leave it out",
        page=LOADER,
    ),
    option(
        "loader.set_later",
        "ValueError: {name:name} attribute should not be set after {kind:name} is initialized",
        cause="{name} of a {kind} was assigned after it was made, which its sampler would not follow",
        fix="make a new one: DataLoader(loader.dataset, {name}=...); to change the samples, change those"
        " of loader.dataset before",
        page=LOADER,
    ),
    option(
        "loader.more_than_length",
        "Length of IterableDataset {} was reported to be {told:number}(when accessing len(dataloader)),"
        " but {got:number} samples have been fetched",
        cause="the IterableDataset gave {got} samples where its length says {told}: with several workers"
        " each gives all of them, unless it is told its part",
        fix="give each worker its part in __iter__: info = get_worker_info(); yield from"
        " itertools.islice(samples, info.id, None, info.num_workers); and let __len__ count all",
        page=f"{DATA}#torch.utils.data.IterableDataset",
    ),
    option(
        "loader.iterator_pickled",
        "DataLoaderIter cannot be pickled",
        "NotImplementedError: ('{} cannot be pickled', '{kind:name}')",
        cause="an iterator of a DataLoader, iter(loader), was to be pickled: it is an attribute of what"
        " is saved, copied, or sent to a worker",
        fix="keep the DataLoader and call iter(loader) where it is used; keep it out of the data set and"
        " of checkpoints",
        page=MULTIPROCESSING,
    ),
    option(
        "loader.worker_not_started",
        "Got pickle error when attempting to start a worker Process. This might be because the worker"
        " Process arguments are not picklable",
        cause="a worker of the DataLoader could not be started: the data set, the collate_fn or the"
        " worker_init_fn cannot be pickled, which forkserver (Python 3.14 and later) and spawn need",
        fix="define classes and functions at the top of a module, no lambdas or local functions; or use"
        " num_workers=0",
        page=MULTIPROCESSING,
    ),
    option(
        "loader.pin_thread",
        "Pin memory thread exited unexpectedly",
        cause="the thread that copies batches to pinned memory has ended, mostly because of an error of"
        " CUDA or of memory that is printed above",
        fix="use pin_memory=False to see what was the first error; then lower batch_size or num_workers"
        " if memory is short",
        page=f"{DATA}#memory-pinning",
    ),
    option(
        "dataset.stacked_twice",
        "Supported either ``tuple``- (via ``args``) or``dict``- (via ``kwargs``) like input/output, but"
        " both types are given",
        cause="StackDataset was given data sets both by position and by name",
        fix="give all by name, StackDataset(image=images, label=labels), which gives dictionaries, or"
        " all by position, which gives tuples",
        page=f"{DATA}#torch.utils.data.StackDataset",
    ),
    option(
        "dataset.stacked_lengths",
        "ValueError: Size mismatch between datasets",
        cause="the data sets of a StackDataset have different lengths, and are read side by side",
        fix="print their lengths and cut them to one: Subset(images, range(len(labels)))",
        page=f"{DATA}#torch.utils.data.StackDataset",
    ),
    option(
        "dataset.stacked_none",
        "ValueError: At least one dataset should be passed",
        "AssertionError: datasets should not be an empty iterable",
        cause="a data set that is made of others (StackDataset, ConcatDataset) was given none: the list"
        " is empty, or a generator that was used up",
        fix="print the list: a search for files or folders that found nothing leaves it empty",
        page=f"{DATA}#torch.utils.data.ConcatDataset",
    ),
    option(
        "dataset.nested_batch",
        "Nested dataset's output size mismatch. Expected {wanted:number}, got {got:number}",
        cause="__getitems__ of a data set inside a StackDataset returned {got} samples for {wanted}"
        " indices",
        fix="return one sample for each index: def __getitems__(self, indices): return [self[i] for i in"
        " indices]",
        page=f"{DATA}#torch.utils.data.StackDataset",
    ),
    option(
        "dataset.joined_iterable",
        "ConcatDataset does not support IterableDataset",
        cause="ConcatDataset joins data sets that are indexed, and was given an IterableDataset",
        fix="join them with ChainDataset([first, second]), all of which are IterableDatasets",
        page=f"{DATA}#torch.utils.data.ChainDataset",
    ),
    option(
        "dataset.chained_indexed",
        "ChainDataset only supports IterableDataset",
        cause="ChainDataset joins IterableDatasets, and was given a data set that is indexed",
        fix="join them with ConcatDataset([first, second])",
        page=f"{DATA}#torch.utils.data.ConcatDataset",
    ),
    option(
        "dataset.negative_index",
        "absolute value of index should not exceed dataset length",
        cause="a ConcatDataset was asked for a negative index below minus its length",
        fix="print(index, len(dataset)): a negative index counts from the end",
        page=f"{DATA}#torch.utils.data.ConcatDataset",
    ),
    option(
        "dataset.subset_items",
        "{kind:name} overrides __getitem__ but not __getitems__",
        cause="{kind} is derived from Subset and has a __getitem__ of its own, which a DataLoader would"
        " not call: it calls __getitems__",
        fix="add to it: def __getitems__(self, indices): return [self[i] for i in indices]; or derive it"
        " from Dataset and hold the Subset",
        page=f"{DATA}#torch.utils.data.Subset",
    ),
    option(
        "dataset.fraction",
        "Fraction at index {n:number} is not between 0 and 1",
        cause="the lengths that random_split was given sum to at most 1, and are taken for fractions,"
        " but that at position {n} is not between 0 and 1",
        fix="random_split(dataset, [0.8, 0.2])",
        page=f"{DATA}#torch.utils.data.random_split",
    ),
    option(
        "dataset.empty_split",
        "Length of split at index {n:number} is 0. This might result in an empty dataset",
        cause="random_split leaves no sample for the part at position {n}: the data set is too small for"
        " its fraction, or its length is given as 0",
        fix="print(len(dataset)), and give lengths instead of fractions: [len(dataset) - 10, 10]",
        page=f"{DATA}#torch.utils.data.random_split",
    ),
    option(
        "sampler.no_distributed",
        "RuntimeError: Requires distributed package to be available",
        cause="DistributedSampler was made by a torch that is built without torch.distributed",
        fix="leave it out for one process: DataLoader(dataset, shuffle=True); or pass num_replicas and"
        " rank by hand",
        page=DISTRIBUTED,
    ),
    option(
        "sampler.rank",
        "Invalid rank {got:number}, rank should be in the interval [0, {last:number}]",
        cause="rank of the DistributedSampler is {got}, and must be from 0 to {last} (num_replicas - 1)",
        fix="pass both as the process group has them: num_replicas=dist.get_world_size(),"
        " rank=dist.get_rank(), or leave both out",
        page=DISTRIBUTED,
    ),
    option(
        "sampler.boolean",
        "{name:name} should be a boolean value, but got {name:name}={got:text}",
        cause="{name} of the sampler must be True or False, but something else was given: arguments by"
        " position may be in another order",
        fix="pass it by name: WeightedRandomSampler(weights, num_samples=len(weights),"
        " replacement=True), BatchSampler(sampler, batch_size=32, drop_last=False)",
        page=f"{DATA}#torch.utils.data.Sampler",
    ),
    option(
        "sampler.weights",
        "invalid multinomial distribution (encountering probability entry < 0)",
        cause="the weights of WeightedRandomSampler (or of multinomial) are no probabilities: one is"
        " negative",
        fix="weights = [1 / max(count[label], 1) for label in labels], one for each image, all above 0",
        page=f"{DATA}#torch.utils.data.Sampler",
    ),
    option(
        "sampler.too_many",
        "number of categories cannot exceed 2^24",
        cause="WeightedRandomSampler draws by multinomial(), which knows at most 2^24 (16.7 million)"
        " entries",
        fix="draw by NumPy in a sampler of one's own: numpy.random.choice(n, size, p=weights /"
        " weights.sum()), or sample classes first",
        page="https://docs.pytorch.org/docs/stable/generated/torch.multinomial.html",
    ),
)
