"""Faiss IndexFlatL2 over raw float32 rows: answers lines `batch` and `single COUNT` with milliseconds a query."""

import sys
import time

import faiss
import numpy

rows, queries, dimension, k = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
vectors = numpy.fromfile(rows, dtype="<f4").reshape(-1, dimension)
asked = numpy.fromfile(queries, dtype="<f4").reshape(-1, dimension)
index = faiss.IndexFlatL2(dimension)
index.add(vectors)
del vectors
print(faiss.__version__, faiss.omp_get_max_threads(), flush=True)
for line in sys.stdin:
    command = line.split()
    if command[0] == "batch":
        start = time.perf_counter()
        index.search(asked, k)
        count = len(asked)
    else:
        count = int(command[1])
        start = time.perf_counter()
        for i in range(count):
            index.search(asked[i : i + 1], k)
    print((time.perf_counter() - start) * 1e3 / count, flush=True)
