"""Warnings about images and arrays, most of which may be left alone; and what a plot says of them."""

from fuzz.message.words import option

PILLOW = "https://pillow.readthedocs.io/en/stable/reference/Image.html"
VISION = "https://docs.pytorch.org/vision/stable/"

READINGS = (
    option(
        "warned.slow_list",
        "Creating a tensor from a list of numpy.ndarrays is extremely slow",
        cause="no error: torch.tensor() of a list of arrays copies number by number",
        fix="torch.from_numpy(np.stack(arrays)), or torch.tensor(np.array(arrays))",
        page="https://docs.pytorch.org/docs/stable/generated/torch.from_numpy.html",
    ),
    option(
        "warned.antialias",
        "The default value of the antialias parameter of all the resizing transforms",
        cause="no error: torchvision 0.15 and 0.16 resize tensors without antialias unless it is asked"
        " for;"
        " later ones, and PIL images always, with it. Weights see slightly other images",
        fix="say which: transforms.Resize(size, antialias=True), which is what PIL does",
        page=f"{VISION}generated/torchvision.transforms.Resize.html",
    ),
    option(
        "warned.palette",
        "Palette images with Transparency expressed in bytes should be converted to RGBA images",
        cause="no error: a PNG or GIF of the data set has a palette with transparent colours, and is"
        " converted"
        " directly",
        fix="Image.open(path).convert('RGBA').convert('RGB') as the loader of the images; or leave it",
        page=PILLOW,
    ),
    option(
        "warned.exif",
        "Corrupt EXIF data",
        "Possibly corrupt EXIF data",
        "Metadata Warning, tag",
        cause="no error: the description (EXIF) inside one image is damaged, the pixels are read all"
        " the same."
        " A few photos of ImageNet have it",
        fix="nothing; warnings.filterwarnings('ignore', 'Corrupt EXIF data', UserWarning) silences it,"
        " and"
        " image.convert('RGB').save(path) writes that file without it",
        page=PILLOW,
    ),
    option(
        "warned.shown_normalised",
        "Clipping input data to the valid range for imshow with RGB data",
        cause="no error: the image that is plotted was normalised, so that it has values below 0 and"
        " above 1,"
        " which are cut off: only the picture looks wrong, not what the network gets",
        fix="undo it for the plot: plt.imshow((image * std[:, None, None] + mean[:, None,"
        " None]).clamp(0,"
        " 1).permute(1, 2, 0)); an image of 0 to 255 has to be uint8 or divided by 255",
        page=f"{VISION}generated/torchvision.transforms.Normalize.html",
    ),
    option(
        "warned.plotted",
        "Invalid shape {shape:sizes} for image data",
        cause="matplotlib plots images [H, W], [H, W, 3] or [H, W, 4], and got [{shape}]: a tensor has"
        " its"
        " channels first, or a batch or a channel of one was left",
        fix="image.permute(1, 2, 0) for [3, H, W], image.squeeze() for [1, H, W], images[0] of a batch;"
        " .cpu() and .detach() before",
        page="https://docs.pytorch.org/docs/stable/generated/torch.permute.html",
    ),
)
