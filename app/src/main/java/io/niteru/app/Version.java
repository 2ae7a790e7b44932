package io.niteru.app;

import picocli.CommandLine.IVersionProvider;

/** What {@code niteru --version} prints: the version in the jar's manifest. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = Version.class.getPackage().getImplementationVersion();
    return new String[] {"niteru " + (version == null ? "(not packaged)" : version)};
  }
}
