// One of the official clients at work. Usage: node client.js MODULE URL, with the module installed.
'use strict'

const assert = require('node:assert')

const [module_, node] = process.argv.slice(2)
const { Client } = require(module_)

const index = 'js-' + module_.replace(/\W+/g, '-').replace(/^-/, '')
const client = new Client({ node })

async function search (query) {
  const { body } = await client.search({ index, body: { query } })
  return body
}

const knn = (vector, more) => ({ knn: { f: { vector, k: 3, ...more } } })
const ids = (found) => found.hits.hits.map((hit) => hit._id)

async function main () {
  await client.indices.create({
    index,
    body: {
      settings: { index: { knn: true, 'knn.algo_param.ef_search': 128 } },
      mappings: { properties: { f: { type: 'knn_vector', dimension: 2 }, even: { type: 'boolean' } } }
    }
  })
  const { body: bulk } = await client.bulk({
    refresh: true,
    body: [...Array(10).keys()].flatMap((i) => [
      { index: { _index: index, _id: String(i) } },
      { f: i === 9 ? [1] : [i, 0], even: i % 2 === 0 }
    ])
  })
  assert.deepStrictEqual(bulk.items.map((item) => item.index.status), [...Array(9).fill(201), 400])

  const found = await search(knn([4, 0]))
  assert.strictEqual(found.hits.total.value, 3)
  assert.strictEqual(found.hits.hits[0]._id, '4')
  assert.strictEqual(found.hits.hits[0]._score, 1)
  assert.deepStrictEqual(found.hits.hits[0]._source.f, [4, 0])
  const filtered = await search(knn([4.4, 0], { filter: { term: { even: true } } }))
  assert.deepStrictEqual(ids(filtered), ['4', '6', '2'])

  await client.update({ index, id: '8', refresh: true, body: { doc: { f: [4.1, 0] } } })
  assert.deepStrictEqual(ids(await search(knn([4.1, 0]))).slice(0, 2), ['8', '4'])
  await client.delete({ index, id: '4', refresh: true })
  assert.ok(!ids(await search(knn([4, 0]))).includes('4'))

  const { body: stats } = await client.transport.request({
    method: 'GET', path: '/_plugins/_knn/stats/knn_query_requests'
  })
  assert.ok(Object.values(stats.nodes)[0].knn_query_requests >= 4)

  await assert.rejects(search(knn([4])), (error) => {
    assert.strictEqual(error.statusCode, 400)
    assert.match(JSON.stringify(error.meta.body), /Query vector has invalid dimension: 1/)
    return true
  })
}

main().catch((error) => {
  console.error(error)
  process.exitCode = 1
})
