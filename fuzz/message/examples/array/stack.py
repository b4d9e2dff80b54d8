import numpy

numpy.stack([numpy.zeros((32, 32, 3)), numpy.zeros((32, 32))])
