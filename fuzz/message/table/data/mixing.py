"""Messages about automatic augmentation, mixing of images and labels, and transforms of transforms."""

from fuzz.message.reading import Told
from fuzz.message.words import option

OF = "https://docs.pytorch.org/vision/stable/generated/torchvision.transforms"
V2 = f"{OF}.v2"
MIX = f"{V2}.MixUp.html"
GUIDE = "https://docs.pytorch.org/vision/stable/auto_examples/transforms/plot_cutmix_mixup.html"
LABELS = f"{V2}.SanitizeBoundingBoxes.html"


def _in_torchvision(told: Told) -> bool:
    """Whether no frame speaks against torchvision: the words alone could be anybody's."""
    frames = told.raised.frames
    return not frames or "torchvision/transforms" in frames[-1].path


READINGS = (
    option(
        "augmentation.policy",
        "ValueError: The provided policy {got} is not recognized",
        cause="AutoAugment has no policy {got}",
        fix="AutoAugment(AutoAugmentPolicy.IMAGENET), CIFAR10 or SVHN: a member, not its name",
        page=f"{OF}.AutoAugment.html",
    ),
    option(
        "augmentation.operation",
        "ValueError: The provided operator {got} is not recognized",
        "ValueError: No transform available for {got}",
        cause="an automatic augmentation has no operation named {got}, which a class derived from it"
        " asked for",
        fix="use the names that the class has: 'ShearX', 'Rotate', 'Brightness', ...",
        page=f"{OF}.RandAugment.html",
        when=_in_torchvision,
    ),
    option(
        "augmentation.severity",
        "ValueError: The severity must be between [1, {last:number}]. Got {got:word} instead",
        cause="severity of AugMix is {got}, and must be from 1 to {last}",
        fix="AugMix(severity=3)",
        page=f"{OF}.AugMix.html",
    ),
    option(
        "augmentation.number",
        "num_ops should be a non-negative integer, but got {got:word} instead",
        cause="num_ops of RandAugment is {got}: it is how many operations are applied to an image",
        fix="RandAugment(num_ops=2, magnitude=9)",
        page=f"{V2}.RandAugment.html",
    ),
    option(
        "augmentation.no_image",
        "TypeError: Found no image in the sample",
        "TypeError: No image or video was found in the sample",
        "TypeError: No image, video, mask, bounding box of keypoint was found in the sample",
        cause="the transform found no image in the sample: an array of NumPy, a list or a path is none",
        fix="put v2.ToImage() in front of it, which makes images of PIL images and arrays",
        page=f"{V2}.ToImage.html",
    ),
    option(
        "augmentation.several_images",
        "Auto augment transformations are only properly defined for a single image or video, but found"
        " {got:number}",
        cause="the sample that an automatic augmentation got has {got} images, and it takes one",
        fix="apply it to each image by itself",
        page=f"{V2}.RandAugment.html",
    ),
    option(
        "augmentation.kind",
        "TypeError: Inputs of type {got:name} are not supported by {kind:name}()",
        cause="{kind} got a sample with a {got}, which it cannot move along with the image",
        fix="use it for classification, on image and label; leave boxes and masks out of its sample",
        page=f"{V2}.RandAugment.html",
    ),
    option(
        "augmentation.sizes",
        "ValueError: Found multiple CxHxW dimensions in the sample: {got}",
        "ValueError: Found multiple HxW dimensions in the sample: {got}",
        cause="the images of one sample have different shapes, {got}, and the transform draws its place"
        " for one",
        fix="resize them to one size first, or apply the transform to each by itself",
        page="https://docs.pytorch.org/vision/stable/transforms.html",
    ),
    option(
        "mixing.labels_type",
        "ValueError: The labels must be a tensor, but got {got} instead",
        "The labels in the input to forward() must be a tensor or None, got {got} instead",
        cause="MixUp, CutMix or SanitizeBoundingBoxes found labels that are no tensor, but {got}",
        fix="apply MixUp and CutMix to a batch, behind the DataLoader, or in its collate_fn:"
        " mixup(*default_collate(batch))",
        page=GUIDE,
    ),
    option(
        "mixing.labels_shape",
        "labels should be index based with shape (batch_size,) or probability based with shape"
        " (batch_size, num_classes), but got a tensor of shape {got} instead",
        cause="MixUp and CutMix take class indices [N] or probabilities [N, classes], but the labels"
        " have the shape {got}",
        fix="labels.squeeze(1) for [N, 1]; they work on a batch, not on a sample of the data set",
        page=GUIDE,
    ),
    option(
        "mixing.classes",
        "When passing 2D labels, the number of elements in last dimension must match num_classes:"
        " {got:number} != {wanted:number}",
        cause="MixUp or CutMix was made with num_classes={wanted}, but the labels have {got} classes",
        fix="MixUp(num_classes={got}), the same as that of the network's output",
        page=MIX,
    ),
    option(
        "mixing.no_classes",
        "num_classes must be passed if the labels are index-based (1D)",
        cause="MixUp and CutMix turn class indices into probabilities, for which they have to know the"
        " number of classes",
        fix="v2.MixUp(num_classes=10)",
        page=MIX,
    ),
    option(
        "mixing.batch",
        "Expected a batched input with {wanted:number} dims, but got {got:number} dimensions instead",
        cause="MixUp and CutMix mix the images of a batch, [N, C, H, W], but got {got} dimensions: they"
        " were applied to a sample of the data set",
        fix="apply them behind the DataLoader: images, labels = mixup(images, labels), or in collate_fn",
        page=GUIDE,
    ),
    option(
        "mixing.batch_size",
        "The batch size of the image or video does not match the batch size of the labels: {got:number}"
        " != {wanted:number}",
        cause="MixUp or CutMix got {got} images and {wanted} labels",
        fix="print(images.shape, labels.shape): both come from the same batch of the DataLoader",
        page=MIX,
    ),
    option(
        "mixing.quality",
        "TypeError: quality can't be bool",
        "quality must be an integer from 1 to 100, got {}",
        cause="quality of v2.JPEG must be an int from 1 to 100, or a range of two",
        fix="v2.JPEG(quality=(50, 100))",
        page=f"{V2}.JPEG.html",
    ),
    option(
        "mixing.labels_getter",
        "labels_getter should either be 'default', a callable, or None, but got {got}",
        "When using the default labels_getter, the input passed to forward must be a dictionary or a"
        " two-tuple",
        "Could not infer where the labels are in the sample. Try passing a callable as the labels_getter"
        " parameter",
        cause="the transform does not find the labels in its input: by default it looks in the second of"
        " (image, target), or in a dictionary, under a key with 'label' in it",
        fix="pass (images, labels), or say where they are: labels_getter=lambda sample:"
        " sample[1]['class']",
        page=LABELS,
    ),
    option(
        "composed.none",
        "ValueError: Pass at least one transform",
        cause="a Compose or RandomOrder of v2 was made of an empty list",
        fix="put a transform into it, or v2.Identity() where there is nothing to do",
        page=f"{V2}.Compose.html",
    ),
    option(
        "composed.probability",
        "ValueError: `p` should be a floating point value in the interval [0.0, 1.0]",
        cause="p of a transform, how often it is applied, must be a float between 0 and 1",
        fix="v2.RandomHorizontalFlip(p=0.5): a part, not percents",
        page=f"{V2}.RandomHorizontalFlip.html",
    ),
    option(
        "composed.probabilities",
        "Length of p doesn't match the number of transforms: {got:number} != {wanted:number}",
        cause="RandomChoice was given {got} probabilities for {wanted} transforms",
        fix="give one for each, RandomChoice([flip, rotate], p=[0.5, 0.5]), or leave p out",
        page=f"{OF}.RandomChoice.html",
    ),
    option(
        "composed.choice",
        "TypeError: Argument p should be a sequence",
        cause="p of RandomChoice has a probability for each of its transforms",
        fix="RandomChoice([flip, rotate], p=[0.5, 0.5]); to apply all or none use"
        " RandomApply(transforms, p=0.5)",
        page=f"{OF}.RandomChoice.html",
    ),
    option(
        "composed.function",
        "Argument lambd should be callable, got {got}",
        cause="transforms.Lambda takes a function of an image, but got {got}",
        fix="pass the function without its brackets: transforms.Lambda(to_grey), or lambda x: x / 255",
        page=f"{OF}.Lambda.html",
    ),
    option(
        "typed.dtypes",
        "dtype must be a dict or a torch.dtype, got {got} instead",
        "No dtype was specified for type {got}. If you only need to convert the dtype of images",
        cause="dtype of v2.ToDtype must be a dtype, or a dictionary that has one for each type of the"
        " sample, but it is, or has none for, {got}",
        fix="v2.ToDtype(torch.float32, scale=True) for images",
        page=f"{V2}.ToDtype.html",
    ),
    option(
        "typed.no_scaling",
        "scale was set to True but no dtype was specified for images or videos: no scaling will be done",
        cause="v2.ToDtype has scale=True, but a dictionary of dtypes without one for images, so that"
        " they stay between 0 and 255",
        fix="v2.ToDtype(torch.float32, scale=True)",
        page=f"{V2}.ToDtype.html",
    ),
    option(
        "typed.image",
        "Input can either be a pure Tensor, a numpy array, or a PIL image, but got {got} instead",
        cause="v2.ToImage takes a tensor, an array or a PIL image, but got {got}",
        fix="open the file first: Image.open(path).convert('RGB')",
        page=f"{V2}.ToImage.html",
    ),
)
