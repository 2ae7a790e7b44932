package io.niteru.plugin.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Makes wrong JSON of right JSON: mostly still JSON, with something in it that does not belong. */
final class Mutations {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final List<String> KEYS =
      List.of(
          "k",
          "vector",
          "filter",
          "min_score",
          "max_distance",
          "method_parameters",
          "ef_search",
          "rescore",
          "boost",
          "_name",
          "type",
          "dimension",
          "method",
          "name",
          "engine",
          "space_type",
          "data_type",
          "parameters",
          "m",
          "ef_construction",
          "mode",
          "compression_level",
          "model_id",
          "knn",
          "f",
          "properties",
          "nested",
          "expand_nested_docs",
          "",
          ".",
          "a.b",
          "\u0000");

  private static final List<String> WORDS =
      List.of(
          "hnsw",
          "flat",
          "ivf",
          "faiss",
          "lucene",
          "nmslib",
          "l2",
          "l1",
          "linf",
          "cosinesimil",
          "innerproduct",
          "hamming",
          "float",
          "byte",
          "binary",
          "on_disk",
          "1x",
          "32x",
          "sq",
          "f");

  private final Random random;

  Mutations(long seed) {
    this.random = new Random(seed);
  }

  /** The text of an object after one to three random changes in all of it. */
  byte[] mutate(ObjectNode json) {
    return mutate(NODES.objectNode().set("root", json), "root", true);
  }

  /** The text of an object after one to three random changes in what one of its keys has. */
  byte[] mutate(ObjectNode json, String key) {
    return mutate(json, key, false);
  }

  private byte[] mutate(ObjectNode json, String key, boolean part) {
    ObjectNode root = NODES.objectNode().set(key, json.get(key));
    for (int i = random.nextInt(3); i >= 0; i--) {
      change(root);
    }
    json.set(key, root.get(key));
    JsonNode changed = part ? json.path(key) : json;
    byte[] text = changed.toString().getBytes(StandardCharsets.UTF_8);
    return random.nextInt(8) == 0 ? damage(text) : text;
  }

  private void change(JsonNode root) {
    List<JsonNode> containers = new ArrayList<>();
    collect(root, containers);
    JsonNode at = containers.get(random.nextInt(containers.size()));
    if (at instanceof ObjectNode object) {
      change(object, object == root);
    } else {
      change((ArrayNode) at);
    }
  }

  private static void collect(JsonNode node, List<JsonNode> containers) {
    if (node.isContainerNode()) {
      containers.add(node);
      node.forEach(child -> collect(child, containers));
    }
  }

  private void change(ObjectNode object, boolean root) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    String key = names.isEmpty() ? pick(KEYS) : pick(names);
    switch (root ? 0 : random.nextInt(6)) {
      case 0, 1 -> object.set(key, odd(object.path(key)));
      case 2 -> object.remove(key);
      case 3 -> object.set(pick(KEYS), odd(object.path(key)));
      case 4 -> {
        JsonNode value = object.remove(key);
        object.set(pick(KEYS), value == null ? NODES.nullNode() : value);
      }
      default -> object.set(pick(KEYS), object.deepCopy());
    }
  }

  private void change(ArrayNode array) {
    int at = random.nextInt(array.size() + 1);
    switch (random.nextInt(3)) {
      case 0 -> array.insert(at, odd(array.path(at)));
      case 1 -> array.remove(at);
      default -> {
        if (at < array.size()) {
          array.set(at, odd(array.path(at)));
        }
      }
    }
  }

  /** Something else in place of a value: half the time of its own kind. */
  private JsonNode odd(JsonNode old) {
    if (random.nextBoolean()) {
      if (old.isNumber()) {
        return random.nextBoolean()
            ? NODES.numberNode(random.nextInt(1, 100))
            : NODES.numberNode((float) random.nextGaussian());
      }
      if (old.isBoolean()) {
        return NODES.booleanNode(!old.booleanValue());
      }
      if (old.isTextual()) {
        return NODES.textNode(pick(WORDS));
      }
    }
    return switch (random.nextInt(20)) {
      case 0 -> NODES.nullNode();
      case 1 -> NODES.booleanNode(random.nextBoolean());
      case 2 -> NODES.numberNode(0);
      case 3 -> NODES.numberNode(-1);
      case 4 -> NODES.numberNode(random.nextInt(20_000));
      case 5 -> NODES.numberNode(Long.MIN_VALUE);
      case 6 -> NODES.numberNode(BigInteger.TEN.pow(40));
      case 7 -> NODES.numberNode(1e300);
      case 8 -> NODES.numberNode(random.nextGaussian());
      case 9 -> NODES.textNode("");
      case 10 -> NODES.textNode("NaN");
      case 11 -> NODES.textNode("Infinity");
      case 12, 13 -> NODES.textNode(pick(WORDS));
      case 14 -> NODES.textNode(Integer.toString(random.nextInt(5)));
      case 15 -> NODES.arrayNode();
      case 16 -> NODES.objectNode();
      case 17 -> NODES.arrayNode().add(old.isMissingNode() ? NODES.nullNode() : old);
      case 18 -> NODES.objectNode().set(pick(KEYS), NODES.numberNode(random.nextInt(9)));
      default -> NODES.textNode("AACAPwAAAEAAAEBAAACAQA==");
    };
  }

  /** Text that is most likely no JSON. */
  private byte[] damage(byte[] text) {
    byte[] damaged = text.clone();
    for (int i = random.nextInt(3); i >= 0; i--) {
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
    }
    return random.nextBoolean() ? damaged : Arrays.copyOf(text, random.nextInt(text.length));
  }

  private <T> T pick(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }
}
