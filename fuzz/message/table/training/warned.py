"""Warnings of training loops and of several GPUs, most of which may be left alone."""

from fuzz.message.words import option

DOCS = "https://docs.pytorch.org/docs/stable/"
DDP = f"{DOCS}generated/torch.nn.parallel.DistributedDataParallel.html"
DP = f"{DOCS}generated/torch.nn.DataParallel.html"
RUN = f"{DOCS}elastic/run.html"

READINGS = (
    option(
        "warned.nothing_unused",
        "find_unused_parameters=True was specified in DDP constructor, but did not find any unused",
        cause="no error: DistributedDataParallel was told to look for parameters without a gradient,"
        " and there"
        " are none; looking costs time in each iteration",
        fix="leave find_unused_parameters=True out, unless other iterations leave layers out",
        page=DDP,
    ),
    option(
        "warned.strides",
        "Grad strides do not match bucket view strides",
        cause="no error: a gradient lies in memory in another order than DistributedDataParallel"
        " expects,"
        " mostly of a convolution of 1x1 with channels_last, or of a permuted or transposed tensor; it"
        " costs"
        " a copy",
        fix="nothing; .contiguous() behind permute() or transpose(), or one memory format for network"
        " and"
        " images, avoids the copy",
        page=DDP,
    ),
    option(
        "warned.launch",
        "The module torch.distributed.launch is deprecated",
        "torch.distributed.launch is deprecated",
        cause="no error: torch.distributed.launch is the old way to start a training on several GPUs."
        " It passes"
        " the rank as an argument, --local-rank (--local_rank before torch 2.0), torchrun as"
        " LOCAL_RANK in the"
        " environment",
        fix="torchrun --nproc_per_node=GPUS train.py, with local_rank = int(os.environ['LOCAL_RANK'])"
        " in place"
        " of the argument; where it failed, the error stands elsewhere in the output",
        page=RUN,
    ),
    option(
        "warned.imbalance",
        "There is an imbalance between your GPUs",
        cause="no error: nn.DataParallel gives every GPU an equal share, and one of them has less"
        " memory or"
        " fewer processors than three quarters of another, for which all wait",
        fix="leave the weaker one out: CUDA_VISIBLE_DEVICES, or device_ids=[0, 2]",
        page=DP,
    ),
    option(
        "warned.reduce",
        "size_average and reduce args will be deprecated",
        cause="no error: size_average and reduce are old options of losses, which still work",
        fix="reduction='mean' for size_average=True, 'sum' for False, 'none' for reduce=False",
        page=f"{DOCS}generated/torch.nn.CrossEntropyLoss.html",
    ),
    option(
        "warned.function",
        "nn.functional.{name:name} is deprecated. Use torch.{name:name} instead",
        cause="no error: F.{name} is the old name of torch.{name}, and does the same",
        fix="torch.{name}(x)",
        page=f"{DOCS}nn.functional.html",
    ),
    option(
        "warned.initialiser",
        "`nn.init.{name:name}` is now deprecated in favor of `nn.init.{now:name}`",
        "nn.init.{name:name} is now deprecated in favor of nn.init.{now:name}",
        cause="no error: nn.init.{name} is the old name, and does the same",
        fix="nn.init.{now}",
        page=f"{DOCS}nn.init.html",
        more=lambda told: {"now": told.text("now").rstrip(".")},
    ),
)
