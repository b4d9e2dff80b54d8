"""Messages of the CTC loss, which aligns sequences."""

from fuzz.message.reading import asked, plain, reading
from fuzz.message.table.loss.common import DOCS
from fuzz.message.words import saying
from strategies.loss.sequence import BLANK

PAGE = f"{DOCS}CTCLoss.html"

READINGS = (
    reading(
        "Expected input_lengths to have value at most {most:number}, but got value {got:number}",
        answers=(
            plain(
                "loss.input_lengths",
                cause="CTCLoss got log_probs with {most} time steps, but an input length of {got}",
                fix="log_probs has shape [T, N, C], and an input length counts its time steps behind the"
                " network, not the pixels of the image: output.permute(1, 0, 2) for [N, T, C], and"
                " input_lengths=torch.full((N,), log_probs.size(0), dtype=torch.long)",
                page=PAGE,
            ),
        ),
    ),
    reading(
        "Expected {name:name} to have value at least {least:number}, but got value {got:number}",
        answers=(
            plain(
                "loss.negative_length",
                cause="CTCLoss expects {name} of {least} or more, but got {got}",
                fix="compute each length from the sequence itself, as len(label) or log_probs.size(0)",
                page=PAGE,
                when=lambda told: told.text("name") in ("input_lengths", "target_lengths"),
            ),
        ),
    ),
    reading(
        "{name:name} must be of size batch_size",
        answers=(
            plain(
                "loss.lengths_count",
                cause="CTCLoss expects one length for each sample in {name}, as many as log_probs has in"
                " dimension 1",
                fix="log_probs has shape [T, N, C]: output.permute(1, 0, 2) for an output [N, T, C];"
                " pass N lengths, as torch.full((N,), T, dtype=torch.long)",
                page=PAGE,
                when=lambda told: told.text("name") in ("input_lengths", "target_lengths"),
            ),
        ),
    ),
    reading(
        "Expected tensor to have size at least {wanted:number} at dimension 1, but got size"
        " {got:number}{:text}for argument #2 'targets'",
        "Expected tensor to have size {wanted:number} at dimension 0, but got size"
        " {got:number}{:text}for argument #2 'targets'",
        "Expected tensor to have size at least {wanted:number} at dimension 1, but got size {got:number}"
        " for {:text} (while checking arguments for {:name})",
        answers=(
            plain(
                "loss.target_lengths",
                cause="target_lengths of CTCLoss ask for {wanted} labels, but targets has {got}",
                fix="target_lengths has the number of labels of each sample, without padding: for padded"
                " targets [N, S] each is at most S, for joined targets they sum to len(targets): encode"
                " the label and take its length from the same text (no file ending, no separator)",
                page=PAGE,
            ),
        ),
    ),
    reading(
        "{name:name} must be integral",
        answers=(
            plain(
                "loss.lengths_type",
                cause="CTCLoss expects {name} of an integer dtype",
                fix="convert it: {name}.long()",
                page=PAGE,
                when=lambda told: told.text("name") in ("input_lengths", "target_lengths"),
            ),
        ),
    ),
    reading(
        "log_probs tensor must not be empty",
        answers=(
            plain(
                "loss.ctc_empty",
                cause="CTCLoss got log_probs without time steps, samples or classes: one of the sizes"
                " [T, N, C] is 0",
                fix="print(log_probs.shape): images that are too narrow leave no time step behind the"
                " strides of the network; make them wider, and skip empty batches",
                page=PAGE,
            ),
        ),
    ),
    reading(
        "blank must be in label range",
        answers=(asked("loss", "CTCLoss", saying(BLANK, "C", "another value")),),
    ),
    reading(
        "ctc_loss() received an invalid combination of arguments - got ({got})",
        answers=(
            plain(
                "loss.ctc_arguments",
                cause="CTCLoss expects log_probs, targets, input_lengths and target_lengths, where the"
                " lengths are tensors or tuples with one integer for each sample",
                fix="pass tensors: torch.full((N,), T, dtype=torch.long)",
                page=PAGE,
            ),
        ),
    ),
)
