# as written: ImportError: libcudart.so.9.0: cannot open shared object file: No such file or directory
import ctypes

ctypes.CDLL("libcudart.so.9.0")
