# as written:   File "/usr/lib/python3/pytorch_grad_cam/base_cam.py", line 60, in get_cam_image\nnumpy.AxisError: axis 2 is out of bounds for array of dimension 0
import numpy as np

np.mean(np.array(None), axis=(2, 3))
