# as written: AssertionError: Input height (256) doesn't match model (224).
import timm
import torch

timm.create_model("vit_small_patch16_224")(torch.rand(1, 3, 256, 256))
