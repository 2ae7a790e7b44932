"""The client of the 2020 article, as it was written for the Elasticsearch 7 service.

Usage: article_client.py URL. Prints one line of JSON with what it saw.
"""

import json
import random
import sys

from elasticsearch import Elasticsearch, helpers

DIM, DOCS, BULK, K = 1280, 600, 200, 10
INDEX = "imsearch"

es = Elasticsearch(sys.argv[1], timeout=60)
es.indices.create(
    index=INDEX,
    body={
        "settings": {
            "index": {
                "knn": True,
                "knn.algo_param.m": 48,
                "knn.algo_param.ef_construction": 128,
                "knn.algo_param.ef_search": 256,
            }
        },
        "mappings": {"properties": {"fvec": {"type": "knn_vector", "dimension": DIM}}},
    },
)

rng = random.Random(7)


def feature():
    values = [rng.gauss(0, 1) for _ in range(DIM)]
    norm = sum(v * v for v in values) ** 0.5
    return [v / norm for v in values]


features = [feature() for _ in range(DOCS)]
errors = 0
for start in range(0, DOCS, BULK):
    actions = [
        {"_index": INDEX, "_type": "_doc", "_id": str(i), "_source": {"fvec": features[i]}}
        for i in range(start, min(start + BULK, DOCS))
    ]
    done, failed = helpers.bulk(es, actions, raise_on_error=False)
    errors += len(failed)
es.indices.refresh(index=INDEX)

row = es.cat.indices(index=INDEX, format="json", bytes="b")[0]
found = []
for i in range(0, DOCS, 60):
    res = es.search(
        index=INDEX,
        body={
            "size": K,
            "_source": False,
            "query": {"knn": {"fvec": {"vector": features[i], "k": K}}},
        },
    )
    hits = res["hits"]["hits"]
    found.append(
        {
            "asked": str(i),
            "first": hits[0]["_id"],
            "score": hits[0]["_score"],
            "descending": all(a["_score"] >= b["_score"] for a, b in zip(hits, hits[1:])),
            "hits": len(hits),
            "total": res["hits"]["total"]["value"],
        }
    )
print(
    json.dumps(
        {
            "version": es.info()["version"]["number"],
            "errors": errors,
            "docs": int(row["docs.count"]),
            "health": row["health"],
            "store": int(row["pri.store.size"]),
            "found": found,
        }
    )
)
