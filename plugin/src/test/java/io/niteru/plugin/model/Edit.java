package io.niteru.plugin.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A change of a document by a script. */
sealed interface Edit {
  String source();

  /** What the script is given. */
  ObjectNode params();

  /** The document afterwards; null if the script removes it. */
  ObjectNode apply(ObjectNode document);

  /** As the value of {@code script}. */
  default ObjectNode script() {
    ObjectNode script = Generator.JSON.objectNode().put("lang", "painless").put("source", source());
    script.set("params", params());
    return script;
  }

  /** Adds to the document's number. */
  record Add(int more) implements Edit {
    @Override
    public String source() {
      return "ctx._source.n = (ctx._source.n == null ? 0 : ctx._source.n) + params.by";
    }

    @Override
    public ObjectNode params() {
      return Generator.JSON.objectNode().put("by", more);
    }

    @Override
    public ObjectNode apply(ObjectNode document) {
      ObjectNode after = document.deepCopy();
      return after.put("n", document.path("n").asInt(0) + more);
    }
  }

  /** Sets a field of the document, a vector or nested objects. */
  record Put(String field, JsonNode value) implements Edit {
    @Override
    public String source() {
      return "ctx._source[params.f] = params.v";
    }

    @Override
    public ObjectNode params() {
      return Generator.JSON.objectNode().put("f", field).set("v", value);
    }

    @Override
    public ObjectNode apply(ObjectNode document) {
      return document.deepCopy().set(field, value);
    }
  }

  /** Takes a field out of the document. */
  record Take(String field) implements Edit {
    @Override
    public String source() {
      return "ctx._source.remove(params.f)";
    }

    @Override
    public ObjectNode params() {
      return Generator.JSON.objectNode().put("f", field);
    }

    @Override
    public ObjectNode apply(ObjectNode document) {
      ObjectNode after = document.deepCopy();
      after.remove(field);
      return after;
    }
  }

  /** Changes the number of the first of the document's nested objects, where it is in an array. */
  record First(String path, int number) implements Edit {
    @Override
    public String source() {
      return "def all = ctx._source[params.p];"
          + " if (all instanceof List && all.size() > 0) { all[0].n = params.n }";
    }

    @Override
    public ObjectNode params() {
      return Generator.JSON.objectNode().put("p", path).put("n", number);
    }

    @Override
    public ObjectNode apply(ObjectNode document) {
      ObjectNode after = document.deepCopy();
      if (after.path(path).isArray() && !after.path(path).isEmpty()) {
        ((ObjectNode) after.path(path).get(0)).put("n", number);
      }
      return after;
    }
  }

  /** Removes the document. */
  record Remove() implements Edit {
    @Override
    public String source() {
      return "ctx.op = 'delete'";
    }

    @Override
    public ObjectNode params() {
      return Generator.JSON.objectNode();
    }

    @Override
    public ObjectNode apply(ObjectNode document) {
      return null;
    }
  }
}
