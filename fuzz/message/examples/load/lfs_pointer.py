import io

import torch

pointer = io.BytesIO(b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 102400000\n")
torch.load(pointer, weights_only=False)
