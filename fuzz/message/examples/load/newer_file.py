# as written: RuntimeError: version_ <= kMaxSupportedFileFormatVersion INTERNAL ASSERT FAILED at inline_container.cc:132. Attempted to read a PyTorch file with version 3, but the maximum supported version for reading is 2.
import torch

torch.load("model.pth")
