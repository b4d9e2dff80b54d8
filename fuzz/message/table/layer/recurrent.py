"""Messages of recurrent layers and embeddings."""

from fuzz.message.reading import Told, plain, reading
from fuzz.message.table.layer.pages import functional, module

SIZES = ("input_size", "hidden_size", "num_layers")
FLAGS = ("bias", "batch_first")
LSTM, EMBEDDING = module("LSTM"), module("Embedding")


def _differ(told: Told) -> bool:
    return told.text("got") != told.text("wanted")


READINGS = (
    reading(
        "cudnn RNN backward can only be called in training mode",
        answers=(
            plain(
                "recurrent.evaluated",
                cause="backward() goes through an LSTM or GRU that is in evaluation mode: cuDNN keeps"
                " what it needs for that in training mode alone",
                fix="model.train() before the forward pass; to keep dropout and BatchNorm as in"
                " evaluation, set the recurrent layer alone: model.rnn.train(), or run it under with"
                " torch.backends.cudnn.flags(enabled=False):",
                page=LSTM,
            ),
        ),
    ),
    reading(
        "input.size(-1) must be equal to input_size. Expected {wanted:number}, got {got:number}",
        "input has inconsistent input_size: got {got:number} expected {wanted:number}",
        "input has inconsistent input_size: got {got:number}, expected {wanted:number}",
        answers=(
            plain(
                "recurrent.input_size",
                cause="the recurrent layer expects {wanted} features (input_size={wanted}) in the last"
                " dimension of its input, but got {got}",
                fix="use input_size={got}, or turn a feature map [N, C, H, W] into a sequence with the"
                " channels last: x.flatten(2).transpose(1, 2)",
                page=LSTM,
                when=_differ,
            ),
        ),
    ),
    reading(
        "{kind:name}: Expected input to be 2D or 3D, got {got:word} ",
        "{kind:name}: Expected input to be 1D or 2D, got {got:word} ",
        "input must have {wanted:number} dimensions, got {got:number}",
        answers=(
            plain(
                "recurrent.rank",
                cause="the recurrent layer got an input with another number of dimensions than it"
                " takes: {got}; a layer takes a batch of sequences (3D), a cell a batch of single steps"
                " (2D)",
                fix="turn feature maps into sequences, x.flatten(2).transpose(1, 2) for"
                " batch_first=True, and add a missing dimension with x.unsqueeze(1)",
                page=LSTM,
                when=_differ,
            ),
        ),
    ),
    reading(
        "Expected hidden[{:number}] size {wanted:shape}, got {got:shape}",
        "Expected hidden size {wanted:shape}, got {got:shape}",
        answers=(
            plain(
                "recurrent.hidden",
                cause="the initial hidden state must have the shape [{wanted}], (layers * directions,"
                " batch, hidden_size), but has [{got}]",
                fix="make it of the batch size of the input: torch.zeros(num_layers, x.size(0) with"
                " batch_first=True (else x.size(1)), hidden_size), or leave it out, which is zeros",
                page=LSTM,
                when=lambda told: told.shape("wanted") != told.shape("got"),
            ),
        ),
    ),
    reading(
        "hx and cx should also be {wanted:number}-D but got ({got:number}-D",
        "hx should also be {wanted:number}-D but got {got:number}-D tensor",
        answers=(
            plain(
                "recurrent.hidden_rank",
                cause="the hidden state must have as many dimensions as the input, {wanted}, but has"
                " {got}: one of the two has no batch dimension",
                fix="add it: x.unsqueeze(0) with batch_first=True, hidden.unsqueeze(1)",
                page=LSTM,
            ),
        ),
    ),
    reading(
        "Input batch size {got:number} doesn't match hidden{:number} batch size {wanted:number}",
        "Input batch size {got:number} doesn't match hidden batch size {wanted:number}",
        answers=(
            plain(
                "recurrent.cell_batch",
                cause="the input of the cell has a batch of {got}, and its hidden state one of {wanted}",
                fix="make the state of the batch size of the input: torch.zeros(x.size(0), hidden_size);"
                " the last batch of a DataLoader is smaller",
                page=module("LSTMCell"),
                when=_differ,
            ),
        ),
    ),
    reading(
        "{name:name} must be greater than zero",
        "{name:name} should be of type {wanted:name}, got: {got:name}",
        "proj_size has to be smaller than hidden_size",
        "proj_size argument is only supported for LSTM, not RNN or GRU",
        "Unknown nonlinearity '{name:name}'. Select from 'tanh' or 'relu'",
        "ValueError: Unknown nonlinearity '{name:name}'",
        answers=(
            plain(
                "recurrent.options",
                cause="a recurrent layer was made with an option that it does not take: input_size,"
                " hidden_size and num_layers are ints of 1 or more, bias and batch_first bools, and"
                " proj_size is of LSTM alone and smaller than hidden_size",
                fix="name the options: nn.LSTM(input_size=512, hidden_size=256, num_layers=1,"
                " batch_first=True)",
                page=LSTM,
                when=lambda told: (
                    told.fields.get("name", "bias") in (*SIZES, *FLAGS)
                    or "nonlinearity" in told.raised.message
                ),
            ),
        ),
    ),
    reading(
        "Expected sequence length to be larger than 0 in RNN",
        answers=(
            plain(
                "recurrent.no_steps",
                cause="the recurrent layer got a sequence without any steps: the dimension of the length"
                " is 0",
                fix="print(x.shape): it is (length, N, features), or (N, length, features) with"
                " batch_first=True; leave out empty sequences",
                page=LSTM,
            ),
        ),
    ),
    reading(
        "Input and {name:name} tensors are not the same dtype, found input tensor with {got:type} and"
        " {:name} tensor with {wanted:type}",
        answers=(
            plain(
                "recurrent.dtype",
                cause="the input of the recurrent layer is {got}, and its {name} tensors are {wanted}",
                fix="convert what differs: x.float(), hidden.to(x.dtype), or the layer with"
                " .to(x.dtype)",
                page=LSTM,
                when=_differ,
            ),
        ),
    ),
    reading(
        "`lengths` array must be sorted in decreasing order when `enforce_sorted` is True",
        "Length of all samples has to be greater than 0, but found an element in 'lengths' that is <= 0",
        "Expected `len(lengths)` to be equal to batch_size, but got {got:number}"
        " (batch_size={wanted:number})",
        answers=(
            plain(
                "recurrent.lengths",
                cause="the lengths for packing must be one for each sequence of the batch, 1 or"
                " more, and"
                " in decreasing order unless enforce_sorted=False",
                fix="pack_padded_sequence(x, lengths.cpu(), batch_first=True, enforce_sorted=False)",
                page="https://docs.pytorch.org/docs/stable/generated/"
                "torch.nn.utils.rnn.pack_padded_sequence.html",
            ),
        ),
    ),
    reading(
        "Expected tensor for argument #1 'indices' to have one of the following scalar types: Long, Int;"
        " but got {got:type} instead",
        "Expected tensor for argument #1 'indices' to have scalar type Long; but got {got:type} instead",
        answers=(
            plain(
                "embedding.type",
                cause="an embedding takes indices of int64 or int32, but got {got}",
                fix="convert them: x.long(); for inputs that are no indices use nn.Linear",
                page=EMBEDDING,
            ),
        ),
    ),
    reading(
        "index out of range in self",
        # torch before 1.5: https://github.com/pytorch/pytorch/issues/33268
        "index out of range: Tried to access index {got:number} out of table with {last:number} rows",
        answers=(
            plain(
                "embedding.index_range",
                cause="an index is less than 0, or not less than num_embeddings of the embedding",
                fix="print(x.min(), x.max()): nn.Embedding needs num_embeddings of at least the largest"
                " index + 1",
                page=EMBEDDING,
                confidence="likely",
            ),
        ),
    ),
    reading(
        "adding_idx must be within num_embeddings",
        "Shape of weight does not match num_embeddings and embedding_dim",
        "Embeddings parameter is expected to be 2-dimensional",
        "'weight' must be 2-D",
        answers=(
            plain(
                "embedding.options",
                cause="the options of an embedding do not fit: padding_idx must be less than"
                " num_embeddings, and weights a matrix of num_embeddings x embedding_dim",
                fix="use nn.Embedding(num_embeddings, embedding_dim, padding_idx=0)",
                page=EMBEDDING,
            ),
        ),
    ),
    reading(
        "offsets has to be a 1D Tensor",
        "if input is 2D, then offsets has to be None",
        "mode has to be one of sum, mean or max",
        answers=(
            plain(
                "embedding.bag",
                cause="EmbeddingBag takes a 2D input without offsets, or a 1D input with the offset of"
                " each bag, and the mode 'sum', 'mean' or 'max'",
                fix="pass a batch of indices, [N, length], alone",
                page=module("EmbeddingBag"),
            ),
        ),
    ),
    reading(
        "Can not infer total number of classes from empty tensor",
        "num_classes should be positive",
        answers=(
            plain(
                "embedding.one_hot_empty",
                cause="F.one_hot got no class indices, and no number of classes to go by",
                fix="pass it, F.one_hot(target, num_classes=10), so that each batch has the same number"
                " of columns, and skip empty batches",
                page=functional("one_hot"),
            ),
        ),
    ),
)
