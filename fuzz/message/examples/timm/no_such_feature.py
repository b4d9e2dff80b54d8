# as written: AssertionError: Return layers ({'': 'forward'}) are not present in model
import timm

timm.create_model("nf_resnet50", features_only=True, out_indices=(0, 1))
