package io.niteru.bench.contest;

import io.niteru.bench.data.DataSet;
import io.niteru.bench.peers.Settings;

/**
 * What a worker is told when it starts.
 *
 * @param contestant its name
 * @param data what to index and search
 * @param folder of the index
 * @param settings of all contestants
 */
record Task(String contestant, DataSet data, String folder, Settings settings) {}
