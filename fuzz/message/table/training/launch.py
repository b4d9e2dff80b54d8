"""Messages of processes that are to train together, when they start: addresses, ranks, backends."""

from fuzz.message.reading import plain, reading
from fuzz.message.words import option

DISTRIBUTED = "https://docs.pytorch.org/docs/stable/distributed.html"
INIT = f"{DISTRIBUTED}#environment-variable-initialization"
RUN = "https://docs.pytorch.org/docs/stable/elastic/run.html"
DP = "https://docs.pytorch.org/docs/stable/generated/torch.nn.DataParallel.html"
VARIABLES = ("RANK", "LOCAL_RANK", "WORLD_SIZE", "MASTER_ADDR", "MASTER_PORT")
TORCHRUN = "torchrun --nproc_per_node=GPUS train.py"

READINGS = (
    reading(
        "environment variable {name:name} expected, but not set",
        "KeyError: '{name:name}'",
        answers=(
            plain(
                "launch.environment",
                cause="the script is to run as one of several processes, and the environment variable"
                " {name} is not set: it was started with python in place of torchrun",
                fix=f"start it with {TORCHRUN}; for one process leave init_process_group and"
                " DistributedDataParallel out, or set RANK=0 WORLD_SIZE=1 LOCAL_RANK=0"
                " MASTER_ADDR=localhost MASTER_PORT=29500",
                page=INIT,
                when=lambda told: told.text("name") in VARIABLES,
            ),
        ),
    ),
    reading(
        "RuntimeError: Address already in use",
        "The server socket has failed to listen on any local network address",
        "errno: 98 - Address already in use",
        answers=(
            plain(
                "launch.port",
                cause="the port at which the processes meet (MASTER_PORT, 29500 by default) is in use:"
                " by another training on this machine, or by a process of an earlier one that did not"
                " end",
                fix="choose another, torchrun --master_port=29501 (MASTER_PORT=29501), or end the old"
                " processes: nvidia-smi and ps show them",
                page=RUN,
            ),
        ),
    ),
    # https://github.com/pytorch/pytorch/issues/94132: torch 2.0 passes --local-rank.
    option(
        "launch.local_rank",
        "error: unrecognized arguments: --local-rank",
        "error: unrecognized arguments: --local_rank",
        cause="torch.distributed.launch passes the rank of the process as an argument, --local-rank"
        " since torch 2.0 and --local_rank before, which the script does not know",
        fix="parser.add_argument('--local-rank', '--local_rank', type=int, default=0), or start it with"
        f" {TORCHRUN} and read int(os.environ['LOCAL_RANK'])",
        page=RUN,
    ),
    option(
        "launch.no_nccl",
        "Distributed package doesn't have NCCL built in",
        cause="this build of torch has no NCCL: builds for Windows, macOS and the CPU alone have none",
        fix="init_process_group('gloo') there; on Linux with NVIDIA GPUs install a build with CUDA",
        page=f"{DISTRIBUTED}#backends",
    ),
    option(
        "launch.nccl_without_gpu",
        "ProcessGroupNCCL is only supported with GPUs, no GPUs found",
        cause="the backend 'nccl' works with NVIDIA GPUs alone, and this process sees none",
        fix="check torch.cuda.is_available() and CUDA_VISIBLE_DEVICES; for training on the CPU"
        " init_process_group('gloo')",
        page=f"{DISTRIBUTED}#backends",
    ),
    option(
        "launch.gathered_sizes",
        "ather got an input of invalid size: got {got:shape}, but expected {wanted:shape}",
        cause="DataParallel joins the outputs of the GPUs along dimension 0, so they must agree in all"
        " others, but one is [{got}] and another [{wanted}]",
        fix="give every GPU's output the same size behind the batch: pad it to a fixed length (as of"
        " sequences, pad_sequence with total_length); a tensor that is not of the batch must not be an"
        " argument of forward, which DataParallel splits too: make it a buffer of the module",
        page=DP,
        when=lambda told: told.shape("got")[1:] != told.shape("wanted")[1:],
    ),
)
