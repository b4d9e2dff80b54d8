# as written: AssertionError: Return layers ({'blocks_0'}) are not present in model
import timm

timm.create_model("vit_base_patch16_224", features_only=True)
