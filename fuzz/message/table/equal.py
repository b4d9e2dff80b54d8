"""Messages in which what is wanted and what was given are the same: their numbers explain nothing."""

from fuzz.message.reading import Told, plain, reading

FX = "https://docs.pytorch.org/vision/stable/feature_extraction.html"


def _same(told: Told) -> bool:
    return told.text("wanted") == told.text("got")


def _traced(told: Told) -> bool:
    return _same(told) and any("/fx/" in frame.path for frame in told.raised.frames)


READINGS = (
    reading(
        "expected {wanted:number}D input (got {got:number}D input)",
        "expected {wanted:number}D or {:number}D input (got {got:number}D input)",
        "Expected input batch_size ({wanted:number}) to match target batch_size ({got:number})",
        "expected scalar type {wanted:type} but found {got:type}",
        "Expected tensor for argument {} to have scalar type {wanted:type}; but got {got:type}",
        "Found dtype {got:type} but expected {wanted:type}",
        "Target size ({got:sizes}) must be the same as input size ({wanted:sizes})",
        answers=(
            plain(
                "message.traced",
                cause="the message explains nothing, since it wants {wanted} and was given {got}: the"
                " check of a module ran while torch.fx traced it, where it compares proxies and not"
                " numbers",
                fix="update torchvision and torch, whose create_feature_extractor does not trace into"
                " such checks any more, or make the module a leaf: create_feature_extractor(model,"
                " return_nodes, tracer_kwargs={{'leaf_modules': [nn.BatchNorm2d]}})",
                page=FX,
                confidence="likely",
                when=_traced,
            ),
            plain(
                "message.equal",
                cause="the message explains nothing, since what it wants and what it was given are the"
                " same: {wanted}",
                fix="look for another error above it, or read the lines of the traceback: a check of"
                " one's own, or one under a tracer, may compare other things than it prints",
                confidence="possible",
                when=_same,
            ),
        ),
    ),
)
