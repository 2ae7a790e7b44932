package io.niteru.bench.peers;

import io.niteru.bench.data.DataSet;
import io.niteru.bench.data.Shared;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * The prototype in {@code shared/}, compiled here. Its {@code main} builds the index in memory (and
 * runs a sweep of its own, which is ignored); then its search is called like any other.
 */
final class PrototypeContestant implements Contestant {
  private static final String SOURCE = "prototype/index/HnswBits.java";
  private static final int DIMENSION = 1280;
  private static final int[] EF = {16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512, 768};
  private static final int[] RERANKED = {20, 50, 100, 200};
  private static final int RESULT_CAPACITY = 1024;

  private final Settings settings;
  private Class<?> prototype;

  PrototypeContestant(Settings settings) {
    this.settings = settings;
  }

  @Override
  public String description() {
    return "the prototype, 1-bit codes in memory, re-ranked with float32";
  }

  @Override
  public boolean isOnDisk() {
    return false;
  }

  @Override
  public List<Beam> beams(int k) {
    List<Beam> beams = new ArrayList<>();
    for (int ef : EF) {
      for (int rerank : RERANKED) {
        if (rerank >= k && rerank <= ef) {
          beams.add(new Beam(ef, rerank));
        }
      }
    }
    return beams;
  }

  @Override
  public double build(DataSet data, Path folder) throws IOException {
    if (data.dimension() != DIMENSION) {
      throw new IllegalArgumentException("the prototype knows only " + DIMENSION + " dimensions");
    }
    Path source =
        Shared.find(SOURCE)
            .orElseThrow(() -> new IllegalArgumentException("no shared/" + SOURCE + " here"));
    System.setProperty("threads", Integer.toString(settings.threads()));
    prototype = compile(source, folder);
    String[] arguments = {
      data.file(),
      Integer.toString(settings.m()),
      Integer.toString(settings.efConstruction()),
      Integer.toString(data.queries())
    };
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream out = System.out;
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      invoke(method("main", String[].class), (Object) arguments);
    } finally {
      System.setOut(out);
    }
    PrototypeOutput output = PrototypeOutput.parse(printed.toString(StandardCharsets.UTF_8));
    return output.encodeSeconds() + output.buildSeconds();
  }

  @Override
  public Searcher open(DataSet data, Path folder) throws IOException {
    try {
      // Its own sweep leaves this off, which is slower.
      var touch = prototype.getDeclaredField("TOUCH");
      touch.setAccessible(true);
      touch.setBoolean(null, true);
      Class<?> context = prototype.getClassLoader().loadClass("HnswBits$Ctx");
      Constructor<?> constructor = context.getDeclaredConstructor(int.class, int.class);
      constructor.setAccessible(true);
      Object scratch = constructor.newInstance(data.count(), RESULT_CAPACITY);
      Method search = method("search", context, float[].class, int.class, int.class, int.class);
      return (query, k, beam) ->
          (int[]) invoke(search, scratch, query, k, beam.ef(), beam.rerank());
    } catch (ReflectiveOperationException e) {
      throw new IOException("the prototype has changed: " + e, e);
    }
  }

  private static Class<?> compile(Path source, Path folder) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    int failed =
        compiler.run(
            null,
            System.err,
            System.err,
            "-nowarn",
            "--add-modules",
            "jdk.incubator.vector",
            "-d",
            folder.toString(),
            source.toString());
    if (failed != 0) {
      throw new IOException(source + " does not compile");
    }
    try {
      URL[] classes = {folder.toUri().toURL()};
      return new URLClassLoader(classes).loadClass("HnswBits");
    } catch (ClassNotFoundException e) {
      throw new IOException(source + " has no class HnswBits", e);
    }
  }

  private Method method(String name, Class<?>... parameters) throws IOException {
    try {
      Method method = prototype.getDeclaredMethod(name, parameters);
      method.setAccessible(true);
      return method;
    } catch (NoSuchMethodException e) {
      throw new IOException("the prototype has no method " + name, e);
    }
  }

  private static Object invoke(Method method, Object... arguments) {
    try {
      return method.invoke(null, arguments);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    } catch (InvocationTargetException e) {
      throw new UncheckedIOException(new IOException("the prototype failed: " + e.getCause(), e));
    }
  }
}
