import io

import torch

torch.load(io.BytesIO(b"<!DOCTYPE html><html>not found</html>"), weights_only=False)
