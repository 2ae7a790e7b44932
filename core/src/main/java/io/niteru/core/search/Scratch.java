package io.niteru.core.search;

import io.niteru.core.graph.Walk;
import io.niteru.core.quant.BitEstimator;
import io.niteru.core.quant.BitQuery;
import io.niteru.core.quant.Codes;
import io.niteru.core.quant.Encoder;
import io.niteru.core.quant.NibbleQuery;
import io.niteru.core.quant.Quantizer;

/** What one search needs, kept for the next. For one thread at a time. */
final class Scratch {
  final Encoder encoder;
  final BitQuery bitQuery;
  final NibbleQuery nibbleQuery;
  final BitEstimator estimator;
  final Walk walk;
  final Ladder ladder;
  final Patience patience = new Patience();

  Scratch(Quantizer quantizer, Codes codes) {
    encoder = new Encoder(quantizer);
    bitQuery = new BitQuery(codes.layout());
    nibbleQuery = new NibbleQuery(codes.layout());
    estimator = new BitEstimator(codes.bits(), codes.layout());
    walk = new Walk(estimator, codes.size());
    ladder = new Ladder(codes);
  }
}
