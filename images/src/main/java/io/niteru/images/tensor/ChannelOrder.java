package io.niteru.images.tensor;

/** The order of a tensor's channels. */
public enum ChannelOrder {
  /** Red first. */
  RGB,
  /** Blue first. */
  BGR;

  /** Which colour a channel is: 0 to 2 for red, green, blue. */
  int colour(int channel) {
    return this == RGB ? channel : 2 - channel;
  }
}
