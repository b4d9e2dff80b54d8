"""Messages of GPUs that are not there, and of libraries of CUDA that fail or are not found."""

from fuzz.message.reading import Told, plain, reading
from fuzz.message.words import option

LOCALLY = "https://pytorch.org/get-started/locally/"
CUDA = "https://docs.pytorch.org/docs/stable/notes/cuda.html"
ASYNCHRONOUS = f"{CUDA}#asynchronous-execution"
WINDOWS = "https://docs.pytorch.org/docs/stable/notes/windows.html"
LAUNCH = "run with CUDA_LAUNCH_BLOCKING=1, or one batch on the CPU, to see the line and the true message"
OF_TORCH = ("torch", "cuda", "cudnn", "cublas", "c10", "nvrtc", "nccl", "cusparse", "caffe2", "shm.dll")


def _of_torch(told: Told) -> bool:
    """Whether it is a library of torch or CUDA, or one that was built upon them."""
    return any(name in told.raised.message.lower() for name in OF_TORCH)


READINGS = (
    option(
        "gpu.none",
        "No CUDA GPUs are available",
        "no CUDA-capable device is detected",
        "CUDA driver initialization failed, you might not have a CUDA gpu",
        cause="this torch is built for CUDA, but no GPU is seen by this process: CUDA_VISIBLE_DEVICES is"
        " empty or names one that is not there, the notebook or container has no GPU, or its driver does"
        " not run",
        fix="look at nvidia-smi and print(os.environ.get('CUDA_VISIBLE_DEVICES')), which is to be set"
        " before torch is imported; in Colab choose a GPU as runtime; without one: device = 'cuda' if"
        " torch.cuda.is_available() else 'cpu'",
        page=LOCALLY,
    ),
    option(
        "gpu.busy",
        "all CUDA-capable devices are busy or unavailable",
        cause="the GPU takes no further process: another one holds it alone (compute mode exclusive), or"
        " the GPU or its driver hangs",
        fix="end the other process (nvidia-smi names its PID), nvidia-smi -c 0 for the shared mode, or"
        " start the machine anew",
        page=CUDA,
        confidence="likely",
    ),
    option(
        "gpu.memory_access",
        "an illegal memory access was encountered",
        "CUDA error: misaligned address",
        "CUDA error: unspecified launch failure",
        cause="a kernel on the GPU read or wrote memory that is not its own: an operation of one's own"
        " or"
        " of a library that was built for another release (DCN, NMS, apex), tensors of two GPUs in one"
        " operation, or an index beyond the data",
        fix=f"{LAUNCH}; call torch.cuda.set_device(x.device) before kernels of one's own, build them"
        f" anew"
        " for the installed torch, and check indices and class indices",
        page=ASYNCHRONOUS,
        confidence="possible",
    ),
    option(
        "gpu.two",
        "arguments are located on different GPUs",
        "tensors are on different GPUs",
        cause="an operation got tensors of two GPUs",
        fix="move all to one: x.to(device), model.to(device); with nn.DataParallel use the tensors that"
        " forward() gets, and make new ones on x.device, not by .cuda()",
        page=CUDA,
    ),
    option(
        "gpu.product",
        "CUBLAS_STATUS_INVALID_VALUE when calling",
        "CUBLAS_STATUS_EXECUTION_FAILED when calling",
        "cublas runtime error : the GPU program failed to execute",
        cause="a product of matrices failed on the GPU, whose library does not say why: in_features of a"
        " Linear layer that is not the last dimension of its input (torch 1.5 to 1.12 say that only on"
        " the"
        " CPU), class indices beyond the outputs that an earlier kernel met, or a CUDA that does not fit"
        " the GPU",
        fix=f"{LAUNCH}; print(x.shape) in front of the layer against its in_features, and"
        " target.min(), target.max() against the number of outputs; if both fit, install torch for a"
        " CUDA that knows this GPU",
        page=ASYNCHRONOUS,
        confidence="likely",
    ),
    option(
        "gpu.not_initialized",
        "CUBLAS_STATUS_NOT_INITIALIZED",
        cause="cuBLAS could not start: the GPU has no memory left for it, or an earlier kernel failed,"
        " mostly by a class index that is negative or not below the number of outputs",
        fix=f"{LAUNCH}; a smaller batch_size, and nvidia-smi for other processes",
        page=ASYNCHRONOUS,
        confidence="likely",
    ),
    option(
        "gpu.no_algorithm",
        "Unable to find a valid cuDNN algorithm to run convolution",
        "was unable to find an engine to execute this computation",
        cause="cuDNN found no algorithm for this convolution, mostly because the GPU has no memory left"
        " for any",
        fix="use a smaller batch_size or smaller images, and look at nvidia-smi for other processes; if"
        " one image fails as well, the cuDNN does not fit the GPU or driver: install torch anew"
        " (torch.backends.cudnn.enabled = False shows whether it is that)",
        page=CUDA,
        confidence="likely",
    ),
    option(
        "gpu.not_supported",
        "CUDNN_STATUS_NOT_SUPPORTED",
        cause="cuDNN does not take this input: it is not contiguous (after permute, transpose, a slice),"
        " or larger than its kernels can count",
        fix="x = x.contiguous() in front of the layer, a smaller batch or image, or"
        " torch.backends.cudnn.enabled = False for this layer",
        page=CUDA,
        confidence="likely",
    ),
    reading(
        "[WinError 1455]",
        answers=(
            plain(
                "gpu.paging_file",
                cause="Windows has no memory to promise left (paging file): each worker of the"
                " DataLoader is a process of its own that loads the libraries of CUDA anew",
                fix="use fewer workers (num_workers=0 or 2), or enlarge the paging file of the system",
                page=WINDOWS,
            ),
        ),
    ),
    reading(
        "[WinError 126]",
        "[WinError 127]",
        "[WinError 182]",
        "[WinError 1114]",
        "ImportError: DLL load failed",
        answers=(
            plain(
                "gpu.library_of_windows",
                cause="Windows finds a library of torch, but not all that this library needs, or another"
                " release of it",
                fix="install the Visual C++ Redistributable (x64) and then torch anew, into an"
                " environment"
                " of its own, by the command of the page; in conda don't mix pip and conda for torch and"
                " numpy",
                page=WINDOWS,
                confidence="likely",
                when=_of_torch,
            ),
        ),
    ),
    reading(
        "cannot open shared object file: No such file or directory",
        answers=(
            plain(
                "gpu.shared_library",
                cause="a library of CUDA or torch is not found: what needs it, torch itself or an"
                " extension"
                " (apex, mmcv, DCN, torchvision), was built for another CUDA or torch than is installed",
                fix="compare torch.version.cuda with the number in the name of the file; build or"
                " install the extension anew for the installed torch, and import torch before it",
                page=LOCALLY,
                confidence="likely",
                when=_of_torch,
            ),
        ),
    ),
    reading(
        "undefined symbol: {name:word}",
        answers=(
            plain(
                "gpu.undefined_symbol",
                cause="two libraries do not go together: torch and something that was built for another"
                " release of it (torchvision, mmcv, apex, an extension of one's own), or torch and an"
                " MKL or CUDA of the system",
                fix="install torch and torchvision with one command, build extensions anew for the"
                " installed"
                " torch (pip install --no-cache-dir --force-reinstall), and take other CUDA libraries"
                " out of LD_LIBRARY_PATH",
                page=LOCALLY,
                confidence="likely",
                when=_of_torch,
            ),
        ),
    ),
)
