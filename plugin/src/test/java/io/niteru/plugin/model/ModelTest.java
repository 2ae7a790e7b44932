package io.niteru.plugin.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever is done to documents, answers are those of an exact model beside the node. Rounds of
 * random operations, each followed by a comparison of all indexes; the same for a seed but for what
 * the node does by itself. For hours: {@code -Dniteru.model.rounds=10000}, with one seed {@code
 * -Dniteru.model.seed=7}; without some features {@code -Dniteru.model.without=STOPS,COPIES}.
 */
class ModelTest {
  private static final List<Long> SEEDS = List.of(1L);
  private static final int ROUNDS = Integer.getInteger("niteru.model.rounds", 4);
  private static final int OPERATIONS = 5;
  private static final int SEARCHES = 2;

  static LongStream seeds() {
    Long seed = Long.getLong("niteru.model.seed");
    return seed == null ? SEEDS.stream().mapToLong(i -> i) : LongStream.of(seed);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void answersAreThoseOfTheModelWhateverWasDoneBefore(long seed, @TempDir Path folder)
      throws IOException {
    Set<Feature> features = Feature.without(System.getProperty("niteru.model.without", ""));
    var generator = new Generator(new Random(seed), features);
    var course = new Course(generator);
    Path journal = Files.createDirectories(Path.of("target/model")).resolve(seed + ".log");
    try (var world = new World(ServedNode.start(folder), new Rest(journal))) {
      var run = new Run(world, generator, seed, journal);
      for (Shape shape : Shape.ALL) {
        run.perform(0, course.begin(shape));
      }
      run.compare(0, SEARCHES);
      for (int round = 1; round <= ROUNDS; round++) {
        for (IndexModel index : world.indexes()) {
          for (int i = generator.random().nextInt(OPERATIONS); i >= 0; i--) {
            run.perform(round, course.next(index));
          }
        }
        run.perform(round, course.node(world.indexes()));
        run.compare(round, SEARCHES);
      }
      System.out.printf(
          "model: seed %d, %d rounds, %d operations %s, %d comparisons%n",
          seed, ROUNDS, world.operations(), world.kinds(), run.comparisons());
    }
  }
}
