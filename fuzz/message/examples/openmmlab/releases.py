# as written: AssertionError: MMCV==1.7.0 is used but incompatible. Please install mmcv>=1.3.17, <=1.5.0.
import mmseg

print(mmseg.__version__)
