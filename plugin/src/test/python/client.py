"""Python's elasticsearch 7.17 at work, with types as they were in 7.10. Usage: client.py URL."""

import sys

from elasticsearch import Elasticsearch, NotFoundError, RequestError, helpers

INDEX = "python"
es = Elasticsearch(sys.argv[1], timeout=60)

es.indices.create(
    index=INDEX,
    include_type_name=True,
    body={
        "settings": {"index": {"knn": True}},
        "mappings": {
            "_doc": {
                "properties": {
                    "f": {"type": "knn_vector", "dimension": 2},
                    "even": {"type": "boolean"},
                }
            }
        },
    },
)
actions = [
    {
        "_index": INDEX,
        "_type": "_doc",
        "_id": str(i),
        "f": [1] if i == 9 else [i, 0],
        "even": i % 2 == 0,
    }
    for i in range(10)
]
done, failed = helpers.bulk(es, actions, raise_on_error=False, refresh=True)
assert done == 9 and [f["index"]["status"] for f in failed] == [400], failed


def search(vector, **more):
    knn = {"f": {"vector": vector, "k": 3, **more}}
    return es.search(index=INDEX, body={"query": {"knn": knn}})["hits"]


def ids(hits):
    return [hit["_id"] for hit in hits["hits"]]


found = search([4, 0])
assert found["total"]["value"] == 3 and ids(found)[0] == "4", found
assert found["hits"][0]["_score"] == 1 and found["hits"][0]["_source"]["f"] == [4, 0], found
assert ids(search([4.4, 0], filter={"term": {"even": True}})) == ["4", "6", "2"]

es.update(index=INDEX, id="8", body={"doc": {"f": [4.1, 0]}}, refresh=True)
assert ids(search([4.1, 0]))[:2] == ["8", "4"]
es.delete(index=INDEX, id="4", refresh=True)
assert "4" not in ids(search([4, 0]))
assert es.get(index=INDEX, doc_type="_doc", id="8")["_source"]["f"] == [4.1, 0]
assert es.count(index=INDEX)["count"] == 8
assert len(list(helpers.scan(es, index=INDEX))) == 8

for base in "/_opendistro/_knn", "/_plugins/_knn":
    stats = es.transport.perform_request("GET", base + "/stats/knn_query_requests")
    assert next(iter(stats["nodes"].values()))["knn_query_requests"] >= 4, stats
    warm = es.transport.perform_request("GET", base + "/warmup/" + INDEX)
    assert warm["_shards"]["failed"] == 0, warm

try:
    search([4])
    raise AssertionError("a query of the wrong dimension was answered")
except RequestError as e:
    assert e.status_code == 400, e
    assert "Query vector has invalid dimension: 1" in str(e.info), e.info
try:
    es.get(index=INDEX, id="4")
    raise AssertionError("a deleted document was found")
except NotFoundError:
    pass
