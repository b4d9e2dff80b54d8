"""Messages of what processes do together: NCCL, its tensors, and the waiting for each other."""

import re

from fuzz.message.reading import Told
from fuzz.message.words import option

DISTRIBUTED = "https://docs.pytorch.org/docs/stable/distributed.html"
BACKENDS = f"{DISTRIBUTED}#backends"
DP = "https://docs.pytorch.org/docs/stable/generated/torch.nn.DataParallel.html"
NCCL = "https://docs.nvidia.com/deeplearning/nccl/user-guide/docs/troubleshooting.html"

REASONS = (
    (
        r"invalid ?usage|invalid ?argument",
        "two processes use one GPU, or a tensor is not on the GPU of its process:"
        " torch.cuda.set_device(int(os.environ['LOCAL_RANK'])) at the start of each, and no more"
        " processes than GPUs",
    ),
    (
        r"system ?error|remote|internal",
        "the processes can't reach each other, or shared memory is used up: start a container with"
        " --shm-size=8g or --ipc=host, name the network by NCCL_SOCKET_IFNAME, and look whether"
        " another process has ended before",
    ),
    (
        r"cuda ?error",
        "a call of CUDA failed in it: a build of torch that does not fit the GPU or driver, a GPU"
        " without memory, or an earlier kernel that failed (a class index beyond the outputs); run it"
        " on one GPU first",
    ),
)
"""What is behind an error of NCCL, by the kind that it tells."""


def _reason(told: Told) -> dict[str, str] | None:
    what = told.raised.message.lower()
    return next(({"reason": why} for kind, why in REASONS if re.search(kind, what)), None)


READINGS = (
    option(
        "collective.cpu_tensor",
        "No backend type associated with device type cpu",
        # torch 1.x: https://github.com/pytorch/pytorch/blob/v1.10.0/torch/csrc/distributed/c10d/ProcessGroupNCCL.cpp
        "Tensors must be CUDA and dense",
        cause="a tensor on the CPU is to be reduced, gathered or sent between the processes, and the"
        " backend NCCL works on tensors of GPUs alone: a metric or a number that was made on the CPU,"
        " or a buffer that was not moved",
        fix="move it first: t = t.to(device), torch.tensor(value, device=device), metric.to(device);"
        " or init_process_group('cpu:gloo,cuda:nccl'), which has a backend for both",
        page=BACKENDS,
    ),
    option(
        "collective.contiguous",
        "RuntimeError: Tensors must be contiguous",
        cause="what processes exchange must lie in order in memory, and this tensor was transposed,"
        " permuted, sliced or expanded",
        fix="pass t.contiguous(), also for the tensors that receive",
        page=DISTRIBUTED,
    ),
    option(
        "collective.twice",
        "trying to initialize the default process group twice",
        cause="init_process_group() was called a second time in this process: by a library as well, or"
        " by a cell of a notebook that was run again",
        fix="if not dist.is_initialized(): dist.init_process_group(...); or"
        " dist.destroy_process_group() before",
        page=f"{DISTRIBUTED}#initialization",
    ),
    option(
        "collective.waited",
        "Watchdog caught collective operation timeout",
        "Timed out initializing process group in store based barrier",
        "Some NCCL operations have failed or timed out",
        cause="a process waited for the others, which did not come: one of them failed or ended before,"
        " has fewer batches, does something of its own (validation or saving on rank 0 alone, with a"
        " reduction inside), or was busy for longer than the timeout",
        fix="look for the first error in the output of the other ranks; give each as many batches"
        " (DistributedSampler, drop_last=True, or with model.join()), let all ranks take the same way"
        " through each forward pass and reduction; for long preparations"
        " init_process_group(timeout=timedelta(hours=2))",
        page=DISTRIBUTED,
        confidence="likely",
        anywhere=True,
    ),
    option(
        "collective.nccl",
        "NCCL error in: {where}",
        "NCCL Error {number:number}: {what}",
        cause="NCCL, which carries data between the GPUs, failed: {reason}",
        fix="run it with NCCL_DEBUG=INFO, which tells the first cause, and do what is said above",
        page=NCCL,
        confidence="likely",
        more=_reason,
    ),
    option(
        "collective.replica_parameters",
        "StopIteration: Caught StopIteration in replica {number:number} on device",
        cause="forward() asks for next(self.parameters()), and the replicas of nn.DataParallel have no"
        " parameters() since torch 1.5",
        fix="take device and dtype of the input, x.device and x.dtype; or use DistributedDataParallel,"
        " where each process has the network itself",
        page=DP,
    ),
    option(
        "collective.peer",
        "peer access is not supported between these two devices",
        cause="two GPUs are to copy to each other directly, which this pair (or virtual machine) can't",
        fix="NCCL_P2P_DISABLE=1 with DistributedDataParallel; or GPUs that are beside each other:"
        " nvidia-smi topo -m shows which, and CUDA_VISIBLE_DEVICES chooses them",
        page=NCCL,
    ),
    option(
        "collective.device_number",
        "AssertionError: Invalid device id",
        cause="device_ids names a GPU that this process does not see: they count from 0 within"
        " CUDA_VISIBLE_DEVICES",
        fix="print(torch.cuda.device_count()), and use numbers below it:"
        " nn.DataParallel(model, device_ids=list(range(torch.cuda.device_count())))",
        page=DP,
    ),
)
