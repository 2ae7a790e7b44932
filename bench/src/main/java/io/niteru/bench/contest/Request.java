package io.niteru.bench.contest;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.niteru.bench.peers.BeamWidth;

/** What a worker can be asked to do; a line of JSON each. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "do")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Request.Describe.class, name = "describe"),
  @JsonSubTypes.Type(value = Request.Build.class, name = "build"),
  @JsonSubTypes.Type(value = Request.Open.class, name = "open"),
  @JsonSubTypes.Type(value = Request.Allow.class, name = "allow"),
  @JsonSubTypes.Type(value = Request.Search.class, name = "search"),
  @JsonSubTypes.Type(value = Request.SearchCold.class, name = "search cold"),
  @JsonSubTypes.Type(value = Request.Measure.class, name = "measure")
})
sealed interface Request {
  /** Say what you are; answered with {@link Reply.Described}. */
  record Describe() implements Request {}

  /** Build the index; answered with {@link Reply.Built}. */
  record Build() implements Request {}

  /** Open the index; answered with {@link Reply.Done}. */
  record Open() implements Request {}

  /** Let only so many rows be hits, see {@link Selection}; answered with {@link Reply.Done}. */
  record Allow(int rows) implements Request {}

  /** Search for all queries once; answered with {@link Reply.Searched}. */
  record Search(BeamWidth beam) implements Request {}

  /** The same, with an empty page cache before the first query; answered alike. */
  record SearchCold(BeamWidth beam) implements Request {}

  /** Say how much memory you use; answered with {@link Memory}. */
  record Measure() implements Request {}
}
