"""Messages of float16 on the CPU, GradScaler and memory formats."""

from fuzz.message.reading import plain, reading

AMP = "https://docs.pytorch.org/docs/stable/amp.html"
FORMAT = "https://docs.pytorch.org/docs/stable/tensor_attributes.html#torch-memory-format"
VIEW = "https://docs.pytorch.org/docs/stable/generated/torch.flatten.html"

READINGS = (
    # Earlier releases had few kernels of float16 for the CPU: github.com/pytorch/pytorch/issues/75458
    reading(
        "\"addmm_impl_cpu_\" not implemented for 'Half'",
        "\"slow_conv2d_cpu\" not implemented for 'Half'",
        "\"unfolded2d_copy\" not implemented for 'Half'",
        "\"thnn_conv2d_cpu\" not implemented for 'Half'",
        "\"softmax_lastdim_kernel_impl\" not implemented for 'Half'",
        "\"log_softmax_lastdim_kernel_impl\" not implemented for 'Half'",
        "\"LayerNormKernelImpl\" not implemented for 'Half'",
        "\"batch_norm\" not implemented for 'Half'",
        "\"adaptive_avg_pool2d_cpu\" not implemented for 'Half'",
        "\"adaptive_avg_pool2d\" not implemented for 'Half'",
        "\"max_pool2d\" not implemented for 'Half'",
        "\"{name:text}_cpu\" not implemented for 'Half'",
        "\"{name:text}_cpu_\" not implemented for 'Half'",
        answers=(
            plain(
                "precision.half_on_cpu",
                cause="the network or its input is float16 and runs on the CPU, where this release"
                " of torch"
                " has no such operation in float16",
                fix="use float32 on the CPU, model.float() and images.float(), or bfloat16; or move both"
                " to CUDA; call half() for CUDA only",
                page=AMP,
            ),
        ),
    ),
    reading(
        "\"{name:name}\" not implemented for 'Half'",
        answers=(
            plain(
                "precision.half",
                cause="this release of torch has no {name} in float16 on the device that is used,"
                " which is"
                " most often the CPU",
                fix="use float32 on the CPU, model.float() and images.float(), or move both to CUDA",
                page=AMP,
                confidence="likely",
            ),
        ),
    ),
    reading(
        "Attempted step but _scale is None",
        "Attempted unscale_ but _scale is None",
        "Attempted update but _scale is None",
        answers=(
            plain(
                "precision.not_scaled",
                cause="scaler.step was called before any loss was scaled",
                fix="use scaler.scale(loss).backward() in place of loss.backward()",
                page=AMP,
            ),
        ),
    ),
    reading(
        "required rank 4 tensor to use channels_last format",
        answers=(
            plain(
                "precision.channels_last",
                cause="channels_last is for tensors of [N, C, H, W], and this one has another number of"
                " dimensions",
                fix="convert the batch, not one image: images.unsqueeze(0), or leave it out for vectors",
                page=FORMAT,
            ),
        ),
    ),
    reading(
        "Got unsupported ScalarType BFloat16",
        answers=(
            plain(
                "precision.numpy_bfloat16",
                cause="NumPy has no bfloat16, and the tensor is bfloat16, as autocast on the CPU"
                " makes it",
                fix="tensor.float().numpy()",
                page=AMP,
            ),
        ),
    ),
)
