"""What is outside: messages that whoever trains or edits a ResNet with our layers hardly meets."""

import re

from benchmarks.inventory.message import Message

ASSERTED = "asserted inside: a user's code does not come there"
BACKEND = "of another backend than CPU and CUDA, or of tracing"
BOXES = "transforms of videos, boxes and key points"
LAZY = "lazy modules"
OF_GRADIENT = "of a gradient that torch itself hands over"
OUT = "of the argument out, which layers do not use"
REPEATED = "repeats a check that the operation has made before"
PART = "part of a message whose rest the code puts together elsewhere"
RARE = "needs what training and editing a ResNet does not"
REWRITTEN = "networks rewritten by pruning, parametrisation or swapping of tensors"
SCRIPTED = "TorchScript"

FILES: tuple[tuple[str, str], ...] = (
    (r"torch/nn/(?:intrinsic|qat|quantiz)", "quantisation"),
    (r"torch/nn/modules/linear_cross_entropy", "not among our layers and losses"),
    (r"torch/nn/modules/(?:lazy|adaptive)\.py$", "not among our layers and losses"),
    (r"torch/nn/modules/_functions\.py$", "training over several processes"),
    (r"torch/nn/(?:cpp|attention|backends)", "inside of torch"),
    (
        r"torch/nn/parallel/(?:distributed|_functions|comm|replicate|scatter)",
        "training over several processes",
    ),
    (
        r"torch/nn/utils/(?:prune|_expanded|_per_sample|_named|_deprec|stateless|memory|fusion|init)",
        REWRITTEN,
    ),
    (r"torch/nn/utils/parametriz", REWRITTEN),
    (r"torch/optim/_(?:multi_tensor|functional|stateless)", "inside of torch"),
    (
        r"torch/optim/(?:sparse_adam|_muon|_adafactor)\.py$",
        "optimizers that a ResNet cannot or does not use",
    ),
    (r"torch/utils/data/(?:datapipes|graph|backward)", "data pipes, which are deprecated"),
    (
        r"torchvision/models/(?:detection|segmentation|optical_flow|video|quantization)/",
        "networks for other tasks than classification",
    ),
    (
        r"torchvision/models/(?!resnet|_api|_utils|feature_extraction)\w+\.py$",
        "how another network than a ResNet is set up",
    ),
    (
        r"torchvision/transforms/(?:_functional_video|_transforms_video)"
        r"|v2/(?:functional/)?_temporal\.py",
        "transforms of videos, boxes and key points",
    ),
    (r"native/cpu/\w+\.cpp$", REPEATED),
)
"""By file: the pattern of its path, and the reason."""

TYPES: tuple[tuple[str, str], ...] = (
    (
        r"^(?:Deprecation|PendingDeprecation|Future|Tracer)Warning$",
        "a notice that something will change, or of tracing: it works as before",
    ),
)
"""By the type of what is raised."""

TEXTS: tuple[tuple[str, str], ...] = (
    # torch.nn
    (
        r"unexpectedly None|(?:must|should) not be None|ust be set\b|should be set$|INTERNAL ASSERT",
        ASSERTED,
    ),
    (
        r"AssertionError: (?:E|e)xpected .*"
        r"(?:to be (?:set|a torch\.Tensor|torch\.Tensor|a float|dict)|, got)",
        ASSERTED,
    ),
    (r"AssertionError: .* (?:is|was) None\b|is set but .* is None", ASSERTED),
    (
        r"__all__ (?:must be|is not) sorted|bn_training must be True|self\.padding must be a tuple",
        ASSERTED,
    ),
    (
        r"_apply: AssertionError|_lazy_init|Internal error|Unexpected state"
        r"|should never (?:be called|happen)",
        ASSERTED,
    ),
    (
        r"static_[kv]|bias cannot be added to static|_in_projection: |FIXME|use_separate_proj_weight",
        ASSERTED,
    ),
    (
        r"mode must be RNN_TANH|Unrecognized RNN mode|_none_or_dtype|autograd initialization failed",
        ASSERTED,
    ),
    (r"UninitializedParameter|uninitialized (?:parameter|buffer)|in_features inferred from input", LAZY),
    (
        r"linear_cross_entropy"
        r"|loss\.py:__init__: RuntimeError: expected (?:weight shape|label_smoothing)",
        "not among our layers and losses",
    ),
    (
        r"load_state_dict: RuntimeError: Error\(s\) in loading",
        "says nothing by itself: what failed is in the lines below it, which are messages of their own",
    ),
    (r"_get_in_channels", LAZY),
    (r"implements register_buffer\(\) without", SCRIPTED),
    (
        r"enable_nested_tensor is True|'pin_memory' argument is set as true"
        r"|parameter '\{pretrained_param\}' is deprecated|You can also use .\{weights_param\}=",
        "a notice: it works as before",
    ),
    (
        r"functional\.py:(?:upsample\w*|gumbel_softmax|_canonical_mask): UserWarning"
        r"|elementwise_mean|size_average and"
        r"|embedding_bag was changed|_reduction\.py:\w+: UserWarning"
        r"|pin_memory_device|non-inplace|`ToTensor\(\)`"
        r"|_deprecated\.py|'async' is|is_compiling|torch\.autograd\.variable",
        "a notice that something will change: it works as before",
    ),
    (
        r"embedding_bag|grid_sample|affine_grid|NestedTensor|[Nn]ested [Tt]ensor",
        "not among our layers and losses",
    ),
    (
        r"torch\.jit|JIT|\bscript(?:ed|ing)?\b|Script(?:ed|Module)"
        r"|while torchscripting|TorchScript archive",
        SCRIPTED,
    ),
    (r"SyncBatchNorm", "training over several processes"),
    (r"torch/nn/utils/rnn\.py", "sequences of different lengths, which a ResNet does not take"),
    (r"dead Module|swap \{|module_load returned", REWRITTEN),
    (
        r"always_call=True|state_dict post|post-hook|post_hook|multi_grad_hook"
        r"|inner_hook|unpack_hook|pack_hook",
        "hooks that somebody wrote by hand",
    ),
    (r"tensor subclass|Creating a Parameter from an instance", "tensor subclasses"),
    # torch.optim
    (
        r"state_steps|mu_products|_foreach ops|foreach_|grad_scale and found_inf|API has changed",
        ASSERTED,
    ),
    (r"[Ss]parse (?:grad|param|tensor|to|storage)|_sparse_|on sparse", "sparse tensors"),
    (r"[Cc]omplex (?:param|inputs|[Mm]odules|[Tt]ensors)", "complex numbers"),
    (r"graph capture|capturable=True", "CUDA graphs"),
    (r"_(?:anneal|format)_func|lbfgs.py:_add_grad|_num_value_bits", ASSERTED),
    # torch.utils.data
    (r"DataPipe|datapipe|_sharding_worker_init_fn", "data pipes, which are deprecated"),
    (r"dataloader\.py:\w+: AssertionError|signal_handling|worker\.py:_worker_loop", ASSERTED),
    (r"distributed\.py:__iter__: AssertionError", ASSERTED),
    # torchvision
    (
        r"bounding boxes|[Kk]ey ?points|\w*boxes:|BoundingBoxes|tv_tensor inputs"
        r"|pure tensor|clamping_mode|displacement",
        BOXES,
    ),
    (
        r"_register_|register_kernel|No kernel registered|_name_to_functional|_get_kernel"
        r"|convert_bounding_box_format|kepyoints|Number of boxes|min_(?:size|area) must|side_range"
        r"|query_bounding_boxes|_call_kernel",
        BOXES,
    ),
    (
        r"Anti-alias option is always applied for PIL|interpolation should be of type InterpolationMode"
        r"|Note that a plain `torch.Tensor` will \*not\*",
        "a notice: it works as before",
    ),
    (
        r"_api\.py:(?:wrapper|_get_enum_from_fn|verify)|_utils\.py:kwonly|duplicate nodes|eval_graph"
        r"|node\.target|__getitem__: UserWarning: Accessing the model URLs",
        ASSERTED,
    ),
    # tensors, autograd, load and save
    (r"torch/_tensor\.py:(?:__dlpack|__cuda_array|dim_order|_reduce_ex|resize|__setstate__)", RARE),
    (
        r"torch/_tensor\.py:__deepcopy__: RuntimeError: (?:The default|Unsupported|Type of)",
        "tensor subclasses",
    ),
    (r"torch/functional\.py", "operations that no layer of ours uses"),
    (
        r"functorch|vmap|[Bb]atched grads|is_grads_batched|GradientEdge"
        r"|materialize_grads|setup_context|jvp|vjp",
        RARE,
    ),
    (
        r"graph\.py:|torch/_utils\.py:(?!_get_device_index|_to)"
        r"|[Ss]elective activation|get_val:|op_list|policy_fn",
        RARE,
    ),
    (r"checkpoint\.py:.*(?:context_fn|GraphExecGroup|determinism_check|Please (?:report|open))", RARE),
    (
        r"set_default_mmap|get_unsafe_globals|_open_file_like|type not recognized|unflatten: sizes"
        r"|Auto nesting|spectral_norm.py:__call__|debug=True|__torch_dispatch__"
        r"|device module is not loaded",
        RARE,
    ),
    (
        r"Couldn't retrieve source code|TORCH_FORCE_NO_WEIGHTS_ONLY_LOAD detected",
        "a notice: it works as before",
    ),
    (r"skip_data|endian|default mmap|DEBUG|debug assert|dill|qscheme|quantiz|Quantiz|[Qq]tensor", RARE),
    (r"typename for persistent_load|saved id type|saved_id|storage key|expected key '0'", ASSERTED),
    (
        r"module version string|cls isn't|custom_backend|dummy base class|Did not expect to backward",
        ASSERTED,
    ),
    (
        r"grad_scaler\.py:.*(?:_scale is None|_growth_tracker|_get_scale_async|lazy init|param to be)",
        ASSERTED,
    ),
)
"""Of Python code, by ``file:function: type: message``."""

NATIVE: tuple[tuple[str, str], ...] = (
    (
        r"_backward|backward\w*:|check_gradout|gradOutput|grad_output|grad_weight"
        r"|grad_bias|grad_input|acc_grad"
        r"|total_weight|Expected a single element grad",
        OF_GRADIENT,
    ),
    (
        r"mkldnn_|MKLDNN tensors|mkldnn tensors|MIOpen|cudnnv8|CUDNN_V8|\bxla\b|XLA"
        r"|MPS backend|only supports CPU, XPU|Vulkan|overrideable",
        BACKEND,
    ),
    (r"int4|int8|4bit|quant|qGroup|int_mm|float8|_scaled_mm", "quantisation"),
    (
        r"einsum|linalg|multi_dot|chain_matmul|kron|tensordot|cdist|pdist|_trilinear"
        r"|sumproduct|vdot|\bdot_out"
        r"|^native/BinaryOps\.cpp|frobenius|nuclear|matrix_power|matrix_exp|\brenorm"
        r"|build_addr|check_addr|addr_out|\binner|LinearAlgebra\.cpp:addbmm_impl_"
        r"|check_1d|heaviside|fmax|fmin|nextafter|torch\.ger",
        "operations that no layer of ours uses",
    ),
    (
        r"diff_check|gradient_helper|pre_check_gradient|prepend_append|nanmean"
        r"|nansum|logcumsumexp|cumprod|hash_tensor"
        r"|: trace: |std_var_(?:mean|all)|aminmax|logsumexp|max_unpooling_|allclose"
        r"|xor_sum|cummax|cummin",
        "operations that no layer of ours uses",
    ),
    (
        r"for `output` but got|the desired output type"
        r"|_out: .*(?:result|out(?:put)? )|\bout tensor|out=|result (?:tensor|dtype)"
        r"|match(?:es)? dtype of result|Expected result|Expected an output"
        r"|output must be|output tensor must"
        r"|dtype of result|out's dtype|with out parameter|resize_reduction"
        r"|get_dtype_from_result|reduce_op",
        OUT,
    ),
    (r"symbolic|unbacked|meta tensors|caffe2|Caffe2|NYI|batched tensor|vmap|TORCH_LIBRARY", BACKEND),
    (
        r"TensorIterator\.(?:cpp|h):(?!compute_types: : (?:Expected all|result type)|mark_resize)",
        ASSERTED,
    ),
    (
        r"internal error|must be contiguous|contiguous buffer|needs to be contiguous|requires contiguous"
        r"|_random_samples|is undefined$|must be defined$|tensor expected$"
        r"|undefined Tensor|undefined input|Undefined"
        r"|non-nullable|Contiguous buffer|is_target must|lambda function",
        ASSERTED,
    ),
    # on torch 2.13 another check stops the public function first
    (r"product is too large|Padding \w+ too large", RARE),
    (
        r"slow_conv(?:_dilated)?[23]?d?_(?:shape_check|forward_out_cpu): "
        r"|check_shape_forward: : (?:Expected \{|Inconsistent)|channels_last layout"
        r"|addmm_impl_cpu_: |LossNLL\.cpp:meta: |check_max_pool1d: : max_pool1d\(\) Expected 2D"
        r"|There should be exactly \w+ elements|cat\(\): dimension out of range|unflatten got an unexp"
        r"|dim must be non-negative and less than input|update_stats_template: : input tensor must",
        REPEATED,
    ),
    (r"checkScalarTypes: : ; but got", PART),
    (r"host_softmax: |masked_softmax", "attention on its fast paths: the layer checks before"),
    (r"[Cc]omplex inputs? not|complex inputs?$|must not be a complex", "complex numbers"),
    (r"per-tensor padding|Per-Channel Quant|expect scales", "quantisation"),
    (
        r"_chunk_cat|baddbmm|batch1: |narrow_tensor|sum_to_size|bytebool",
        "operations that no layer of ours uses",
    ),
    (
        r"rrelu_with_noise|view[34]d: |unsupported ConvNd|Only zero batch or zero channel"
        r"|Invalid reduction type enc|Expected self\.numel\(\) == 0|-1 or 0 for scalar",
        ASSERTED,
    ),
    (
        r"padding to be at most|upscale factor is too large|Unsupported memory format|Boolean alpha"
        r"|half to float conversion|unsupported for \{"
        r"|(?:supports|supported for) (?:\{|strided|tensors on)",
        RARE,
    ),
    (r"Expected .+ to be true, but got false", "prints the condition that is not met"),
    (r"ExpandUtils\.h:check_defined|checkBackend|checkLayout|WrapDimUtilsMulti.*up to", ASSERTED),
    (
        r"native/Resize\.(?!.*not resizable)|native/Copy\.cpp(?!.*out of meta)"
        r"|check_scalar_type_device|memory format for sparse",
        RARE,
    ),
    (
        r"rnn_cell|lstm_cell|stacked_rnn|gather_params|pair_vec|__getstate__: : Not yet|lstm expects two"
        r"|weight_[ih]h first dim",
        ASSERTED,
    ),
    (r"native/transformers/", "attention on its fast paths: the layer checks before"),
    (
        r"native/TensorShape\.(?:cpp|h):(?!.*(?:cat|stack|view|reshape|flatten|unflatten|permute|transpose|squeeze"
        r"|expand|split|chunk|narrow|select|slice|repeat|dim))",
        "operations that no layer of ours uses",
    ),
    (
        r"sparse|Sparse|as_strided|strides|diagonal|block_diag|tensor_split|hsplit"
        r"|vsplit|dsplit|swapdim|movedim"
        r"|unfold: |unsafe_|_stack: |meshgrid|column_stack|tile|mT\b|mH\b|adjoint|numpy_T",
        RARE,
    ),
)
"""Of native code, by the same."""

NO_WORDS = "has no words of its own: repeats what something else raised"


def reason(message: Message) -> str:
    """Why a message is outside; "" where it is not."""
    if not message.own:
        return NO_WORDS
    whole = f"{message.file}:{message.function}: {message.exception}: {message.text}"
    texts = TEXTS if message.file.endswith(".py") else NATIVE
    for table, text in ((FILES, message.file), (TYPES, message.exception), (texts, whole)):
        for pattern, why in table:
            if re.search(pattern, text):
                return why
    return ""
