# as written: UserWarning: Failed to load image Python extension: libjpeg.so.8: cannot open shared object file
import torchvision
