import numpy

images = numpy.zeros((4, 32, 32))
images[1] = numpy.zeros((32, 32, 3))
