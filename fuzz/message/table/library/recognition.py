"""Messages of CRNNs, which read text: a convolutional network, a recurrent one, and CTC.

Source: https://github.com/meijieru/crnn.pytorch, whose code most others have kept.
"""

import re

from fuzz.message.reading import Told, plain, reading

CTC = "https://docs.pytorch.org/docs/stable/generated/torch.nn.CTCLoss.html"
PARALLEL = "https://docs.pytorch.org/docs/stable/generated/torch.nn.DataParallel.html"
CRNN = "https://github.com/meijieru/crnn.pytorch"
LOOKED_UP = re.compile(r"(?:dict|char|alphabet|vocab|letter)\w*\[", re.IGNORECASE)
MOST_GPUS = 16
"""Of one machine."""


def _gathered(told: Told) -> dict[str, str] | None:
    """How many GPUs there are where each has given its part of the time steps."""
    got, declared = told.number("got"), told.number("declared")
    if got < 1 or declared % got or not 2 <= declared // got <= MOST_GPUS:
        return None
    return {"times": str(declared // got)}


def _of_alphabet(told: Told) -> bool:
    """Whether one character of a label was looked up."""
    last = told.raised.frames[-2:]
    looked_up = any(one.function == "encode" or LOOKED_UP.search(one.source) for one in last)
    return looked_up and len(told.text("key")) == 1


READINGS = (
    reading(
        "the height of conv must be 1",
        "the height of the conv must be 1",
        answers=(
            plain(
                "recognition.height",
                cause="the CRNN reads a map of one row from left to right, and the map of these images"
                " has more rows, or none: its strides are made for images of 32 rows",
                fix="resize the images to the height that the network was made for, imgH=32 (the width"
                " may be any, such as 100); for another height change the pooling layers, so that"
                " one row is left",
                page=CRNN,
            ),
        ),
    ),
    reading(
        "imgH has to be a multiple of 16",
        answers=(
            plain(
                "recognition.image_height",
                cause="the CRNN halves the height of its images four times, and imgH is no multiple of"
                " 16",
                fix="imgH=32, to which the images are resized",
                page=CRNN,
            ),
        ),
    ),
    reading(
        "texts with length: {got:number} does not match declared length: {declared:number}",
        "text with length: {got:number} does not match declared length: {declared:number}",
        answers=(
            plain(
                "recognition.gathered",
                cause="decode() got {got} predictions for lengths that add up to {declared}, {times}"
                " times"
                " as many: under DataParallel each of {times} GPUs gives its output [T, N / {times},"
                " C], and they are joined along dimension 0, which is time here and not the batch",
                fix="let the network return the batch first, output.permute(1, 0, 2) at the end of its"
                " forward, and turn it back behind DataParallel; or train on one GPU",
                page=PARALLEL,
                confidence="likely",
                more=_gathered,
            ),
            plain(
                "recognition.declared_length",
                cause="decode() got {got} predictions, and the lengths that were passed with them add"
                " up to {declared}",
                fix="the lengths are those of the output, which has shape [T, N, C]: preds.size(0) for"
                " each of the preds.size(1) samples, torch.IntTensor([preds.size(0)] * batch_size) with"
                " the batch size of this very batch (the last one is smaller)",
                page=CTC,
            ),
        ),
    ),
    reading(
        "KeyError: '{key:text}'",
        answers=(
            plain(
                "recognition.alphabet",
                cause="a label has the character '{key}', which the alphabet of the network has not",
                fix="add it to the alphabet (and give the last layer an output more), or clean the"
                " labels: lower case, without spaces and signs that are not to be read",
                page=CRNN,
                confidence="likely",
                when=_of_alphabet,
            ),
        ),
    ),
)
