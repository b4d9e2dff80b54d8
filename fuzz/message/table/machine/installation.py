"""Messages of what is installed: CUDA, torchvision beside torch, downloads of weights."""

import re

from fuzz.message.reading import Told, also, plain, reading

LOCALLY = "https://pytorch.org/get-started/locally/"
VERSIONS = "https://github.com/pytorch/vision#installation"
MODELS = "https://docs.pytorch.org/vision/stable/models.html"
HUB = "https://docs.pytorch.org/docs/stable/hub.html"
MPS = "https://docs.pytorch.org/docs/stable/notes/mps.html"
CUDA = "https://docs.pytorch.org/docs/stable/notes/cuda.html"
ASYNCHRONOUS = f"{CUDA}#asynchronous-execution"
DEVICE = "device = 'cuda' if torch.cuda.is_available() else 'cpu'"
PAIRS = "torchvision 0.N belongs to one release of torch (torch 2.1 and torchvision 0.16, 2.4 and 0.19)"

DOWNLOAD = re.compile(
    r"pretrained|weights|torchvision|torch\.hub|model_zoo|load_url|timm|\.pth\b|download=True|MNIST|CIFAR"
)


def _of_weights(told: Told) -> bool:
    """Whether weights or a data set were downloaded, by the frames or what stands around them."""
    frames = told.raised.frames
    if any(re.search(r"hub\.py|model_zoo\.py|torchvision/|timm/", frame.path) for frame in frames):
        return True
    return any(DOWNLOAD.search(text) for text in (told.rest, *(one.source for one in frames)))


READINGS = (
    reading(
        "Torch not compiled with CUDA enabled",
        answers=(
            plain(
                "installation.cpu_build",
                cause="this torch is a build for the CPU (torch.version.cuda is None), and something is"
                " moved to CUDA",
                fix=f"install a build with CUDA by the command of the page, or let the code choose:"
                f" {DEVICE}",
                page=LOCALLY,
            ),
        ),
    ),
    reading(
        "Found no NVIDIA driver on your system",
        answers=(
            plain(
                "installation.no_driver",
                cause="this torch has CUDA, but the system has no NVIDIA GPU, or no driver that is"
                " seen: a"
                " container was started without its GPUs",
                fix=f"install the driver, or start the container with --gpus all; without a GPU:"
                f" {DEVICE}",
                page=LOCALLY,
            ),
        ),
    ),
    reading(
        "The NVIDIA driver on your system is too old",
        "CUDA driver version is insufficient for CUDA runtime version",
        answers=(
            plain(
                "installation.old_driver",
                cause="the driver of the GPU is older than the CUDA of this torch needs",
                fix="update the driver, or install a build of torch for the CUDA that nvidia-smi shows",
                page=LOCALLY,
            ),
        ),
    ),
    reading(
        "no kernel image is available for execution on the device",
        answers=(
            plain(
                "installation.no_kernel",
                cause="this torch has no kernels for this GPU: it is newer (sm_120) or older (sm_35)"
                " than"
                " the architectures of the build",
                fix="compare torch.cuda.get_device_capability() with torch.cuda.get_arch_list(), and"
                " install a build that has it: a newer CUDA for a new GPU, an older torch for an old"
                " one",
                page=LOCALLY,
            ),
        ),
    ),
    reading(
        "invalid device ordinal",
        answers=(
            plain(
                "installation.device_index",
                cause="the code asks for a GPU whose number this process does not see; they count from 0"
                " within CUDA_VISIBLE_DEVICES",
                fix="use 'cuda:0', or a number below torch.cuda.device_count(); with torchrun,"
                " --nproc_per_node up to that count",
                page=CUDA,
            ),
        ),
    ),
    reading(
        "Cannot convert a MPS Tensor to float64",
        answers=(
            plain(
                "installation.mps_float64",
                cause="the GPU of a Mac has no float64, and the tensor is float64, as what comes"
                " from NumPy",
                fix="convert before it is moved: tensor.float().to('mps')",
                page=MPS,
            ),
        ),
    ),
    reading(
        "CUDNN_STATUS_NOT_INITIALIZED",
        "CUDNN_STATUS_EXECUTION_FAILED",
        "CUDNN_STATUS_INTERNAL_ERROR",
        answers=(
            plain(
                "installation.cudnn",
                cause="cuDNN failed without saying why; the usual reason is a GPU whose memory is"
                " used up",
                fix="try a smaller batch_size, and look at nvidia-smi for other processes",
                page=ASYNCHRONOUS,
                confidence="possible",
                tell="if batch_size=1 runs",
            ),
            also(
                plain(
                    "installation.cudnn_version",
                    cause="the driver, CUDA or cuDNN of the system does not go with this torch",
                    fix="install torch by the command of the page; take other cuDNN libraries out of"
                    " LD_LIBRARY_PATH",
                    page=LOCALLY,
                    confidence="possible",
                    tell="if a single torch.nn.Conv2d(3, 8, 3).cuda() fails alike in a new process",
                )
            ),
        ),
    ),
    reading(
        "operator torchvision::nms does not exist",
        "Couldn't load custom C++ ops",
        "PyTorch and torchvision were compiled with different CUDA major versions",
        "Could not run 'torchvision::{:name}' with arguments from the 'CUDA' backend",
        answers=(
            plain(
                "installation.pair",
                cause="torchvision and torch do not go together: other releases, or one of them"
                " built for"
                " the CPU and the other for CUDA",
                fix=f"install both with one command, of one index; {PAIRS}",
                page=VERSIONS,
            ),
        ),
    ),
    reading(
        "No module named 'torchvision.models.utils'",
        "cannot import name 'load_state_dict_from_url' from 'torchvision.models.utils'",
        answers=(
            plain(
                "installation.models_utils",
                cause="torchvision.models.utils is gone since torchvision 0.11",
                fix="from torch.hub import load_state_dict_from_url",
                page=HUB,
            ),
        ),
    ),
    reading(
        "No module named 'torchvision.transforms.functional_tensor'",
        answers=(
            plain(
                "installation.functional_tensor",
                cause="torchvision.transforms.functional_tensor is gone since torchvision 0.17; a"
                " library"
                " (basicsr, pytorchvideo, imgaug) still imports it",
                fix="import the function from torchvision.transforms.functional (rgb_to_grayscale is"
                " there), or update the library",
                page="https://docs.pytorch.org/vision/stable/transforms.html",
            ),
        ),
    ),
    reading(
        "cannot import name '{name:name}' from 'torchvision.models",
        "module 'torchvision.models' has no attribute '{name:name}'",
        "module 'torchvision.models.resnet' has no attribute '{name:name}'",
        answers=(
            plain(
                "installation.weights",
                cause="{name} came with torchvision 0.13, and an older one is installed",
                fix="update torch and torchvision together, or use pretrained=True with the old one",
                page=MODELS,
                when=lambda told: told.text("name").endswith("_Weights"),
            ),
        ),
    ),
    reading(
        "cannot import name 'InterpolationMode' from 'torchvision.transforms",
        "module 'torchvision.transforms' has no attribute 'InterpolationMode'",
        "module 'torchvision.transforms.functional' has no attribute 'InterpolationMode'",
        answers=(
            plain(
                "installation.interpolation",
                cause="InterpolationMode came with torchvision 0.9, and an older one is installed",
                fix="update torch and torchvision together; older ones take PIL.Image.BILINEAR",
                page="https://docs.pytorch.org/vision/stable/transforms.html",
            ),
        ),
    ),
    reading(
        'invalid hash value (expected "{wanted:name}", got "{got:name}")',
        answers=(
            plain(
                "installation.hash",
                cause="the downloaded weights have the hash {got} in place of {wanted}: the download was"
                " cut off or changed on its way",
                fix="delete the file below torch.hub.get_dir() (~/.cache/torch/hub/checkpoints), and"
                " load the weights again",
                page=HUB,
            ),
        ),
    ),
    reading(
        "certificate verify failed: certificate has expired",
        answers=(
            plain(
                "installation.expired",
                cause="the download was refused by Python itself: a certificate has expired, that of the"
                " server, a root certificate of this machine that is too old, or both are right and the"
                " clock of the machine is wrong",
                fix="look at the date of the machine, and pip install -U certifi with"
                " SSL_CERT_FILE=$(python -m certifi) (or update ca-certificates); if it is the"
                " server's, wait until it is renewed, or get the file from elsewhere and put it into"
                " torch.hub.get_dir() + '/checkpoints'",
                page=HUB,
                when=_of_weights,
            ),
        ),
    ),
    reading(
        "CERTIFICATE_VERIFY_FAILED",
        "certificate verify failed",
        answers=(
            plain(
                "installation.certificate",
                cause="the download was refused by Python itself: it finds no root certificate that the"
                " server's is signed by (none are installed, or a proxy puts one of its own in between)",
                fix="install them: 'Install Certificates.command' of Python on macOS, or pip install -U"
                " certifi and SSL_CERT_FILE=$(python -m certifi); behind a proxy add its certificate. Or"
                " download the file with a browser and put it into torch.hub.get_dir() + '/checkpoints'"
                " (a data set: below its root). ssl._create_default_https_context ="
                " ssl._create_unverified_context leaves out the check",
                page=HUB,
                when=_of_weights,
            ),
        ),
    ),
    reading(
        "HTTP Error {code:number}: ",
        "URLError: <urlopen error",
        "Remote end closed connection without response",
        "RemoteDisconnected",
        "IncompleteRead(",
        answers=(
            plain(
                "installation.download",
                cause="the weights or the data set could not be downloaded: the network, a proxy or the"
                " server refused it",
                fix="download the file with a browser and put it into torch.hub.get_dir() +"
                " '/checkpoints' (a data set: below its root); behind a proxy set HTTPS_PROXY, and"
                " update"
                " certifi for a certificate",
                page=HUB,
                when=_of_weights,
            ),
        ),
    ),
)
