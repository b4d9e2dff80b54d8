"""Messages of activations, dropout, attention and transformers."""

from fuzz.message.reading import Told, plain, reading
from fuzz.message.table.layer.pages import functional, module

ATTENTION = module("MultiheadAttention")


def _differ(told: Told) -> bool:
    return told.text("got") != told.text("wanted")


READINGS = (
    reading(
        "Mismatch of parameter numbers and input channel size. Found parameter numbers = {wanted:number}"
        " and channel size = {got:number}",
        answers=(
            plain(
                "activation.prelu",
                cause="PReLU has {wanted} weights (num_parameters={wanted}), but its input has {got}"
                " channels",
                fix="use nn.PReLU({got}), or nn.PReLU(), which has one weight for all channels",
                page=module("PReLU"),
            ),
        ),
    ),
    reading(
        "Halving dimension must be even, but dimension {dim:number} is size {got:number}",
        answers=(
            plain(
                "activation.glu",
                cause="GLU halves dimension {dim}, which has the odd size {got}",
                fix="make the layer before it with an even number of outputs, or halve another"
                " dimension: nn.GLU(dim=1) halves the channels",
                page=module("GLU"),
            ),
        ),
    ),
    reading(
        "Softmax2d: expected input to be 3D or 4D, got {got:word} instead",
        "Softmax2d requires a 3D or 4D tensor as input",
        answers=(
            plain(
                "activation.softmax2d",
                cause="Softmax2d is for maps, [N, C, H, W], but its input has other dimensions",
                fix="use nn.Softmax(dim=1) for outputs [N, C]",
                page=module("Softmax2d"),
            ),
        ),
    ),
    reading(
        "max_val ({high:word}) must be greater than min_val ({low:word})",
        "min_val cannot be greater than max_val",
        "Lower bound should be less than or equal to the upper bound",
        answers=(
            plain(
                "activation.bounds",
                cause="the lower bound of an activation is above its upper bound",
                fix="swap them: nn.Hardtanh(min_val=-1, max_val=1), nn.RReLU(lower=1/8, upper=1/3)",
                page=module("Hardtanh"),
            ),
        ),
    ),
    reading(
        "dropout probability has to be between 0 and 1, but got {got:word}",
        "dropout should be a number in range [0, 1] representing the probability",
        answers=(
            plain(
                "activation.dropout",
                cause="the probability of dropout must be between 0 and 1, and a number outside was"
                " given",
                fix="use a probability such as p=0.5, and not a percentage or a number of features",
                page=module("Dropout"),
            ),
        ),
    ),
    reading(
        "dropout1d: Expected 2D or 3D input, but received a {got:word} input",
        answers=(
            plain(
                "activation.dropout1d",
                cause="Dropout1d drops whole channels of [N, C, L], but its input is {got}",
                fix="use nn.Dropout, which takes any shape",
                page=module("Dropout1d"),
            ),
        ),
    ),
    reading(
        "embed_dim must be divisible by num_heads",
        "embed_dim {:number} not divisible by num_heads {:number}",
        answers=(
            plain(
                "attention.heads",
                cause="the features of an attention (embed_dim, d_model) must be a multiple of its heads"
                " (num_heads, nhead)",
                fix="use a number of heads that divides embed_dim: 8 for 512 or 2048",
                page=ATTENTION,
            ),
        ),
    ),
    reading(
        "embed_dim and num_heads must be greater than 0, got embed_dim={features:number} and"
        " num_heads={heads:number}",
        answers=(
            plain(
                "attention.positive",
                cause="MultiheadAttention was made with embed_dim={features} and num_heads={heads}; both"
                " must be 1 or more",
                fix="nn.MultiheadAttention(embed_dim=512, num_heads=8)",
                page=ATTENTION,
            ),
        ),
    ),
    reading(
        "was expecting embedding dimension of {wanted:number}, but got {got:number}",
        answers=(
            plain(
                "attention.features",
                cause="the attention was made for {wanted} features (embed_dim={wanted}), but its query"
                " has {got} in its last dimension",
                fix="use embed_dim={got}, or turn a feature map [N, C, H, W] into a sequence with its"
                " channels last: x.flatten(2).transpose(1, 2)",
                page=ATTENTION,
                when=_differ,
            ),
        ),
    ),
    reading(
        "key shape {got:shape} does not match value shape {wanted:shape}",
        "key's sequence and batch dims {got:shape} do not match value's {wanted:shape}",
        answers=(
            plain(
                "attention.key_value",
                cause="key and value of the attention must have the same length and batch, but their"
                " shapes are [{got}] and [{wanted}]",
                fix="make both of the same tensor: attention(query, memory, memory)",
                page=ATTENTION,
            ),
        ),
    ),
    reading(
        "`query`, expected `key` and `value` to be {wanted:number}-D but found {got:number}-D",
        "query should be unbatched 2D or batched 3D tensor but received {got:number}-D query tensor",
        answers=(
            plain(
                "attention.rank",
                cause="query, key and value of the attention must be all 3D, or all 2D without a batch,"
                " but one of them is {got}D",
                fix="turn feature maps into sequences: x.flatten(2).transpose(1, 2) makes [N, H * W, C]"
                " of [N, C, H, W], for batch_first=True",
                page=ATTENTION,
            ),
        ),
    ),
    reading(
        "expected `key_padding_mask` to be `None` or {wanted} but found {got:number}-D tensor",
        "Expected key_padded_mask.shape[{:number}] to be {wanted:number}, but got {got:number}",
        "expected `attn_mask` to be `None`, {wanted} but found {got:number}-D tensor",
        answers=(
            plain(
                "attention.padding_mask",
                cause="a mask of the attention has another shape than query and key need: wanted"
                " {wanted}, got {got}",
                fix="key_padding_mask is (N, length of key), attn_mask (length of query, length of key);"
                " without batch_first=True the inputs are (length, N, features)",
                page=ATTENTION,
            ),
        ),
    ),
    reading(
        "D attn_mask is {got:shape}, but should be {wanted:shape}",
        answers=(
            plain(
                "attention.mask",
                cause="the attn_mask must have the shape [{wanted}], but has [{got}]",
                fix="make it of the lengths of query and key; without batch_first=True the first"
                " dimension is the length and the second the batch",
                page=ATTENTION,
                when=lambda told: told.shape("got") != told.shape("wanted"),
            ),
        ),
    ),
    reading(
        "only bool and floating types of {mask:name} are supported",
        answers=(
            plain(
                "attention.mask_type",
                cause="the {mask} of the attention is of integers",
                fix="convert it: mask.bool(), where True is left out",
                page=ATTENTION,
            ),
        ),
    ),
    reading(
        "Need attn_mask if specifying the is_causal hint",
        answers=(
            plain(
                "attention.causal",
                cause="is_causal=True of MultiheadAttention is only a hint, and needs the attn_mask too",
                fix="pass attn_mask=nn.Transformer.generate_square_subsequent_mask(length)",
                page=ATTENTION,
            ),
        ),
    ),
    reading(
        "Expected query, key, and value to have the same dtype, but got query.dtype: {query:type}"
        " key.dtype: {key:type} and value.dtype: {value:type}",
        answers=(
            plain(
                "attention.dtype",
                cause="query, key and value of the attention have different dtypes: {query}, {key} and"
                " {value}",
                fix="convert them to one: key.to(query.dtype), value.to(query.dtype)",
                page=functional("scaled_dot_product_attention"),
                when=lambda told: len({told.text(one) for one in ("query", "key", "value")}) > 1,
            ),
        ),
    ),
    reading(
        "the batch number of src and tgt must be equal",
        "the feature number of src and tgt must be equal to d_model",
        answers=(
            plain(
                "attention.transformer",
                cause="src and tgt of nn.Transformer must have one batch size, and d_model features in"
                " their last dimension",
                fix="print both shapes: they are (length, N, d_model), or (N, length, d_model) with"
                " batch_first=True",
                page=module("Transformer"),
            ),
        ),
    ),
    reading(
        "activation should be relu/gelu, not {got:word}",
        answers=(
            plain(
                "attention.activation",
                cause="a transformer layer has no activation named {got}",
                fix="use activation='relu' or 'gelu', or pass a function: activation=F.silu",
                page=module("TransformerEncoderLayer"),
            ),
        ),
    ),
)
