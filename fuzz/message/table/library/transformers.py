"""Messages of Hugging Face's transformers: its vision networks, their image processors, the Trainer."""

from fuzz.message.reading import Told, plain, reading
from fuzz.message.words import option

TRAINER = "https://huggingface.co/docs/transformers/main_classes/trainer"
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
    option(
        "transformers.no_images",
        "You have to specify pixel_values",
        "KeyError: 'pixel_values'",
        cause="the network of transformers, or the collate function in front of it, gets no"
        " pixel_values: the"
        " images are passed under another name, or the column was removed before a transform could"
        " make it",
        fix="pass model(pixel_values=images); let the transform of the data set return"
        " {{'pixel_values': ..., 'labels': ...}}, and TrainingArguments(remove_unused_columns=False), as"
        " the"
        " Trainer removes the column of images otherwise",
        page=TRAINER,
        confidence="likely",
    ),
    option(
        "transformers.no_loss",
        "The model did not return a loss from the inputs, only the following keys: {keys:text}. For"
        " reference,"
        " the inputs it received are {inputs:text}",
        "The model did not return a loss from the inputs",
        cause="the Trainer takes the loss that the network returns, and a network of transformers"
        " returns one"
        " only where it gets labels",
        fix="let each sample have 'labels' (a class index), under that very name, and the collate"
        " function pass"
        " it on; with remove_unused_columns=True a column of another name is dropped; for a loss of"
        " one's own"
        " override compute_loss",
        page=TRAINER,
    ),
    option(
        "transformers.no_columns",
        "No columns in the dataset match the model's forward method signature",
        "Invalid key: {key:number} is out of bounds for size 0",
        "does not correspond to any column of the dataset",
        cause="the Trainer removed all columns of the data set, as none has the name of an argument of"
        " the"
        " network's forward (pixel_values, labels)",
        fix="TrainingArguments(remove_unused_columns=False), and a data set or a with_transform() that"
        " returns"
        " {{'pixel_values': ..., 'labels': ...}}",
        page=TRAINER,
        confidence="likely",
    ),
    option(
        "transformers.channel_axis",
        "Unable to infer channel dimension format",
        "mean must have {wanted:number} elements if it is an iterable, got {got:number}",
        cause="the image processor looks for a dimension of 1 or 3 channels, in front or at the end,"
        " and for as"
        " many means as channels: grey images [H, W], images with transparency, or arrays of bands"
        " have not",
        fix="image.convert('RGB') of each, before the processor; for other images give its call"
        " input_data_format='channels_first', and image_mean and image_std with as many values as"
        " channels",
        page=DOCS,
        confidence="likely",
    ),
    option(
        "transformers.no_such_model",
        "{name:name} is not a local folder and is not a valid model identifier",
        "{name:word} is not a local folder and is not a valid model identifier",
        "{name:word} does not appear to have a file named",
        cause="there is neither a folder {name} here, nor a model of that name on the Hub that may be"
        " read (or"
        " it lacks a file, as a checkpoint of another library does)",
        fix="compare the name with its page, owner/model, as 'microsoft/resnet-50'; log in for one"
        " that is"
        " private; a folder needs config.json beside the weights, as save_pretrained(folder) writes it",
        page=DOCS,
        confidence="likely",
    ),
)
