import io

import torch

torch.load(io.BytesIO(b"<!DOCTYPE html><html>not found</html>"))
