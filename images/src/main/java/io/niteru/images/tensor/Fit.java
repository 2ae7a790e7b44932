package io.niteru.images.tensor;

/** How a picture comes to have the proportions that a model wants. */
public enum Fit {
  /** The middle of the picture, as much as the proportions allow; the rest is left out. */
  CROP {
    @Override
    Window window(int width, int height, int targetWidth, int targetHeight) {
      int across = (int) Math.min(width, Math.max(1, (long) height * targetWidth / targetHeight));
      int down = (int) Math.min(height, Math.max(1, (long) width * targetHeight / targetWidth));
      return new Window((width - across) / 2, (height - down) / 2, across, down);
    }
  },
  /** The whole picture, whatever that does to the proportions. */
  STRETCH {
    @Override
    Window window(int width, int height, int targetWidth, int targetHeight) {
      return new Window(0, 0, width, height);
    }
  };

  /** The part of a picture that is resized, in pixels from its upper left corner. */
  record Window(int x, int y, int width, int height) {}

  abstract Window window(int width, int height, int targetWidth, int targetHeight);
}
