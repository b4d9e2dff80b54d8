"""Notices of torch and torchvision that stop nothing: what is old, what is new, what was done"
" otherwise."""

from fuzz.message.words import option

DOCS = "https://docs.pytorch.org/docs/stable/"
VISION = "https://docs.pytorch.org/vision/stable/"

READINGS = (
    option(
        "noticed.interpolation",
        "Argument 'interpolation' of type int is deprecated",
        "Argument interpolation should be of type InterpolationMode instead of int",
        cause="no error: a transform was given the interpolation as a number (PIL's), which is the old"
        " way",
        fix="from torchvision.transforms import InterpolationMode;"
        " interpolation=InterpolationMode.BILINEAR"
        " (2), NEAREST (0), BICUBIC (3)",
        page=f"{VISION}transforms.html",
    ),
    option(
        "noticed.transform_renamed",
        "The use of the transforms.{old:name} transform is deprecated, please use transforms.{new:name}"
        " instead",
        cause="no error: transforms.{old} is the old name of transforms.{new}, and later releases have"
        " the new"
        " one alone",
        fix="transforms.{new}",
        page=f"{VISION}transforms.html",
    ),
    option(
        "noticed.function_renamed",
        "nn.functional.{old:name} is deprecated. Use nn.functional.{new:name} instead",
        cause="no error: F.{old} is the old name of F.{new}, and does the same",
        fix="F.{new}",
        page=f"{DOCS}nn.functional.html",
    ),
    option(
        "noticed.align_corners",
        "is changed to align_corners=False since 0.4.0",
        cause="no error: nn.Upsample and F.interpolate (bilinear) put the corners elsewhere since"
        " torch 0.4"
        " unless align_corners is said; weights that were trained the other way give slightly shifted"
        " maps",
        fix="align_corners=True for weights of code that has it, align_corners=False otherwise: the"
        " same in"
        " training and test",
        page=f"{DOCS}generated/torch.nn.functional.interpolate.html",
    ),
    option(
        "noticed.named_tensors",
        "Named tensors and all their associated APIs are an experimental feature",
        cause="no error: a notice of max_pool2d in torch 1.9, of which nobody's program is to blame",
        fix="nothing, or update torch",
        page="https://github.com/pytorch/pytorch/issues/54846",
    ),
    option(
        "noticed.floor_division",
        "__floordiv__ is deprecated, and its behavior will change",
        "floor_divide is deprecated",
        cause="no error: // of tensors rounded toward zero up to torch 1.12, and rounds down since; for"
        " numbers that are not negative both are the same",
        fix="torch.div(a, b, rounding_mode='floor') ('trunc' for the old way), or // of int(x)",
        page=f"{DOCS}generated/torch.div.html",
    ),
    option(
        "noticed.byte_mask",
        "received a mask with dtype torch.uint8, this behavior is now deprecated",
        "indexing with dtype torch.uint8 is now deprecated",
        cause="no error: a mask of uint8 is used where later releases want one of bool",
        fix="mask.bool(), or a comparison as it is: x[x > 0]",
        page=f"{DOCS}tensor_attributes.html#torch.dtype",
    ),
    option(
        "noticed.meshgrid",
        "in an upcoming release, it will be required to pass the indexing argument",
        cause="no error: torch.meshgrid is called without indexing, and takes 'ij'",
        fix="torch.meshgrid(y, x, indexing='ij')",
        page=f"{DOCS}generated/torch.meshgrid.html",
    ),
    option(
        "noticed.plan_failed",
        "Plan failed with a cudnnException",
        "Plan failed with a CudnnException",
        cause="no error: cuDNN tried one way to compute a convolution, which does not work for these"
        " sizes,"
        " and takes another; torch 2.3 tells of it",
        fix="nothing; torch.backends.cudnn.benchmark = False tries fewer, and later releases are silent",
        page=f"{DOCS}backends.html",
    ),
    option(
        "noticed.typed_storage",
        "TypedStorage is deprecated",
        cause="no error: a library asks for tensor.storage(), which is called untyped_storage() now",
        fix="nothing, or update the library; tensor.untyped_storage() in one's own code",
        page=f"{DOCS}storage.html",
    ),
    option(
        "noticed.image_extension",
        "Failed to load image Python extension",
        cause="no error, unless torchvision.io reads images: its part that decodes JPEG and PNG was"
        " not loaded,"
        " as torch and torchvision do not go together or libjpeg, libpng are missing. PIL, and so"
        " ImageFolder, needs it not",
        fix="nothing without torchvision.io; else install torch and torchvision by one command",
        page="https://github.com/pytorch/vision#installation",
    ),
    option(
        "noticed.reentrant",
        "please pass in use_reentrant=True or use_reentrant=False explicitly",
        "the use_reentrant parameter should be passed explicitly",
        cause="no error: torch.utils.checkpoint is called without use_reentrant, and takes True",
        fix="checkpoint(block, x, use_reentrant=False), which is what torch advises",
        page=f"{DOCS}checkpoint.html",
    ),
    option(
        "noticed.half_hook",
        "Using a non-full backward hook when the forward contains multiple autograd Nodes",
        cause="register_backward_hook() on a module of several operations gives the gradients of its"
        " last one"
        " alone: grad_input is not that of the module",
        fix="module.register_full_backward_hook(hook)",
        page=f"{DOCS}generated/torch.nn.Module.html#torch.nn.Module.register_full_backward_hook",
    ),
    option(
        "noticed.saved_scheduler",
        "Please also save or load the state of the optimizer when saving or loading the scheduler",
        cause="no error: a scheduler's state was saved or loaded; the learning rate itself is in the"
        " optimizer's",
        fix="save both, optimizer.state_dict() and scheduler.state_dict(), and load both; then it may"
        " be left",
        page=f"{DOCS}optim.html#how-to-adjust-learning-rate",
    ),
)
