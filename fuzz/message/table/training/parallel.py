"""Messages of DataParallel, DistributedDataParallel and SyncBatchNorm."""

from fuzz.message.reading import Told, plain, reading

DDP = "https://docs.pytorch.org/docs/stable/generated/torch.nn.parallel.DistributedDataParallel.html"
DP = "https://docs.pytorch.org/docs/stable/generated/torch.nn.DataParallel.html"
SYNC = "https://docs.pytorch.org/docs/stable/generated/torch.nn.SyncBatchNorm.html"


def _first(told: Told) -> dict[str, str]:
    """The two devices, which earlier releases do not name."""
    if "got" not in told:
        return {"given": ", device_ids[0], but a parameter or buffer is on another one"}
    return {"given": f", {told.text('wanted')}, but a parameter or buffer is on {told.text('got')}"}


READINGS = (
    reading(
        "Expected to have finished reduction in the prior iteration before starting a new one",
        answers=(
            plain(
                "parallel.unused_outputs",
                cause="some parameters got no gradient in the iteration before, and"
                " find_unused_parameters=True is on already, as the message says: it finds layers that"
                " no output comes from, but here an output of forward() doesn't reach the loss, or is"
                " detached, so that DistributedDataParallel waits for gradients that never come",
                fix="return from forward() what the loss is made of, and nothing else (no auxiliary head"
                " that is not used, no list of maps), or add what is left over: loss = loss + 0 *"
                " auxiliary.sum(); TORCH_DISTRIBUTED_DEBUG=DETAIL names the parameters; for one GPU,"
                " leave DistributedDataParallel out",
                page=DDP,
                when=lambda told: "find_unused_parameters=True` is enabled" in told.raised.message,
            ),
            plain(
                "parallel.unused_parameters",
                cause="some parameters got no gradient in the iteration before, and"
                " DistributedDataParallel waits"
                " for all of them: layers that forward() doesn't use, or outputs that don't reach"
                " the loss",
                fix="remove or freeze (requires_grad_(False)) the layers that are not used, or pass"
                " find_unused_parameters=True; TORCH_DISTRIBUTED_DEBUG=DETAIL names them. Each"
                " forward pass"
                " needs its backward pass before the next",
                page=DDP,
            ),
        ),
    ),
    reading(
        "Expected to mark a variable ready only once",
        answers=(
            plain(
                "parallel.ready_twice",
                cause="a parameter got its gradient twice in one backward pass of"
                " DistributedDataParallel: it is"
                " used by two forward passes or by two checkpointed parts, or"
                " find_unused_parameters=True is"
                " set beside checkpointing",
                fix="call the wrapped model once for each backward pass (join the two inputs:"
                " torch.cat([a, b])), and use checkpoint(..., use_reentrant=False) or static_graph=True",
                page=DDP,
                confidence="likely",
            ),
        ),
    ),
    reading(
        "module must have its parameters and buffers on device {wanted:device} (device_ids[0]) but found"
        " one of them on device: {got:device}",
        "all tensors must be on devices[0]",
        answers=(
            plain(
                "parallel.first_device",
                cause="DataParallel expects the model on its first device{given}",
                fix="move the model before it is wrapped: model ="
                " nn.DataParallel(model.to(f'cuda:{{ids[0]}}'),"
                " device_ids=ids); tensors that forward() makes or plain attributes don't move along:"
                " register_buffer()",
                page=DP,
                more=_first,
            ),
        ),
    ),
    reading(
        "SyncBatchNorm expected input tensor to be on GPU",
        "expected input tensor to be on GPU",
        answers=(
            plain(
                "parallel.sync_on_cpu",
                cause="SyncBatchNorm works on a GPU only, but its input is on the CPU",
                fix="build the model with BatchNorm2d for the CPU (norm_cfg=dict(type='BN') in the"
                " configs of OpenMMLab): the weights of one fit the other; convert with"
                " SyncBatchNorm.convert_sync_batchnorm() only for training on GPUs",
                page=SYNC,
            ),
        ),
    ),
    reading(
        "SyncBatchNorm layers only work with GPU modules",
        answers=(
            plain(
                "parallel.sync_module_on_cpu",
                cause="the model has SyncBatchNorm layers, which work on a GPU only, and is on the CPU",
                fix="model.to(rank) before DistributedDataParallel(model, device_ids=[rank]); on the CPU"
                " keep BatchNorm2d",
                page=SYNC,
            ),
        ),
    ),
    reading(
        "DistributedDataParallel is not needed when a module doesn't have any parameter{} that require",
        answers=(
            plain(
                "parallel.nothing_to_train",
                cause="no parameter of the model requires a gradient: all are frozen, so there is"
                " nothing for"
                " DistributedDataParallel to synchronize",
                fix="unfreeze what is to be trained before the model is wrapped, and don't wrap a"
                " network that is"
                " only evaluated (a teacher)",
                page=DDP,
            ),
        ),
    ),
    reading(
        "Default process group has not been initialized",
        "Default process group is not initialized",
        answers=(
            plain(
                "parallel.no_process_group",
                cause="torch.distributed is used before init_process_group() was called in this process",
                fix='dist.init_process_group("nccl") (or "gloo") at the start of each process,'
                " which torchrun"
                " starts; for one GPU without torchrun, leave DistributedDataParallel, SyncBatchNorm and"
                " DistributedSampler out",
                page="https://docs.pytorch.org/docs/stable/distributed.html#initialization",
            ),
        ),
    ),
    reading(
        "Broadcast function not implemented for CPU tensors",
        answers=(
            plain(
                "parallel.cpu_tensors",
                cause="DataParallel copies the parameters and buffers of the model from its first GPU"
                " to the others, but one of them is on the CPU",
                fix="move the model to the GPU before it is wrapped: nn.DataParallel(model.cuda())",
                page=DP,
            ),
        ),
    ),
    reading(
        "Gather function not implemented for CPU tensors",
        answers=(
            plain(
                "parallel.cpu_outputs",
                cause="DataParallel gathers what forward() returns from the GPUs, and one of its"
                " outputs is on the CPU: a tensor that forward() made without a device, or a constant"
                " that is a plain attribute (anchors, priors, a grid), which model.cuda() does not"
                " move",
                fix="register a constant, self.register_buffer('priors', priors), so that it goes"
                " with the model; make what forward() makes on the device of its input,"
                " torch.zeros(n, device=x.device); or do not return it. The model itself has to be on"
                " the GPU before it is wrapped: nn.DataParallel(model.cuda())",
                page=DP,
            ),
        ),
    ),
    reading(
        "Was asked to gather along dimension 0, but all input tensors were scalars",
        answers=(
            plain(
                "parallel.gathered_scalars",
                cause="forward() under DataParallel returns a scalar (a loss), and the scalars of"
                " the GPUs are"
                " gathered to a vector",
                fix="take the mean: loss = model(x, y).mean(); loss.backward()",
                page=DP,
            ),
        ),
    ),
    reading(
        "DDP expects same model across all ranks, but Rank {rank:number} has {got:number} params, while"
        " rank {other:number} has inconsistent {wanted:number} params",
        answers=(
            plain(
                "parallel.other_model",
                cause="the processes have different models: rank {rank} has {got} parameters that"
                " require grad,"
                " rank {other} has {wanted}",
                fix="build and freeze the same model in every process, whatever its rank",
                page=DDP,
            ),
        ),
    ),
    reading(
        "DDP expects same model across all ranks",
        "in this process with sizes {got:shape} appears not to match",
        "appears not to match sizes of the same param in process",
        answers=(
            plain(
                "parallel.other_shapes",
                cause="the processes have models with different parameters: a shape in this"
                " process is another"
                " one than in rank 0",
                fix="build the same model in every process: the same number of classes (count them"
                " over the"
                " whole data set, not the share of a rank) and the same options",
                page=DDP,
            ),
        ),
    ),
    reading(
        "DistributedDataParallel device_ids and output_device arguments only work with",
        answers=(
            plain(
                "parallel.device_ids",
                cause="device_ids names a device that the model is not on",
                fix="model.to(rank) before DistributedDataParallel(model, device_ids=[rank]); no"
                " device_ids for a"
                " model on the CPU or on several devices",
                page=DDP,
            ),
        ),
    ),
    reading(
        "device_ids can only be None or contain a single element",
        answers=(
            plain(
                "parallel.one_device",
                cause="DistributedDataParallel uses one device for each process, but device_ids"
                " has several",
                fix="start a process for each GPU (torchrun --nproc_per_node=N) and pass"
                " device_ids=[local_rank]",
                page=DDP,
            ),
        ),
    ),
    reading(
        "Duplicate GPU detected : rank {rank:number} and rank {other:number} both on CUDA device",
        answers=(
            plain(
                "parallel.same_gpu",
                cause="ranks {rank} and {other} use the same GPU",
                fix='torch.cuda.set_device(int(os.environ["LOCAL_RANK"])) at the start of each'
                " process, and no"
                " more processes than GPUs",
                page="https://docs.pytorch.org/docs/stable/elastic/run.html",
            ),
        ),
    ),
    reading(
        "Modules with uninitialized parameters can't be used with `DistributedDataParallel`",
        answers=(
            plain(
                "parallel.lazy",
                cause="a lazy layer (LazyLinear, LazyConv2d) has no parameters until it has seen an"
                " input,"
                " and DistributedDataParallel wants to send them",
                fix="run one batch through the model before it is wrapped: model(images.to(device))",
                page=DDP,
            ),
        ),
    ),
)
