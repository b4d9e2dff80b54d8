"""Messages of Hugging Face's transformers, of its vision networks such as"
" ResNetForImageClassification."""

from fuzz.message.reading import Told, plain, reading

DOCS = "https://huggingface.co/docs/transformers/model_doc/resnet"


def _channels(told: Told) -> dict[str, str]:
    """What to do about images of another number of channels."""
    wanted = told.number("wanted") if "wanted" in told else 3
    got = f"num_channels={told.text('got')}" if "got" in told else "num_channels of the images"
    said = f", {told.text('wanted')}, but got {told.text('got')}" if "wanted" in told else ""
    mode = "'L'" if wanted == 1 else "'RGB'"
    return {"said": said, "mode": mode, "other": got}


READINGS = (
    reading(
        "channel dimension of the pixel values match with the one set in the configuration. Expected"
        " {wanted:number} but got {got:number}",
        "channel dimension of the pixel values match with the one set in the configuration",
        answers=(
            plain(
                "transformers.channels",
                cause="the network of transformers expects images with the channels of its configuration"
                " (num_channels){said}: in dimension 1, [N, C, H, W]",
                fix="convert the images before the processor, image.convert({mode}), and take"
                " processor(images, return_tensors='pt').pixel_values, whose channels come first; for"
                " other images load it with {other} and ignore_mismatched_sizes=True, which makes a new"
                " first layer",
                page=DOCS,
                more=_channels,
            ),
        ),
    ),
)
