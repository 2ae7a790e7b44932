package io.niteru.app.cli;

import io.niteru.features.FeatureFolderException;
import io.niteru.images.model.UnderspecifiedModelException;

/** What a user of the command line can do about what the modules below it report. */
final class Advice {
  private Advice() {}

  /** What to add to the message; empty if that says all. */
  static String on(Throwable e) {
    return switch (e) {
      case FeatureFolderException f -> on(f.reason());
      case UnderspecifiedModelException m -> on(m.missing());
      default -> "";
    };
  }

  private static String on(FeatureFolderException.Reason reason) {
    return switch (reason) {
      case NO_FEATURES -> ": run niteru extract first";
      case OTHER_MODEL -> ": choose another --out, or delete that folder to start afresh";
      case OTHER_PICTURES ->
          ": choose another --out, or, if the pictures were moved, change the line pictures= in"
              + " features.properties";
      case UNKNOWN_ORIGIN -> ": choose another --out";
      case IN_USE -> ": wait for it, or choose another --out";
    };
  }

  private static String on(UnderspecifiedModelException.Missing missing) {
    return switch (missing) {
      case FEATURE_TENSOR ->
          ": say which with --feature-tensor, for example the one after global pooling";
      case LAYOUT -> ": give --layout NCHW or NHWC";
      case SIZE -> ": give --input-size, for example 224";
    };
  }
}
