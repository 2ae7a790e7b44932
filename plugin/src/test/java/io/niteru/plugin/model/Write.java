package io.niteru.plugin.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A change of one document, alone or in a bulk. */
sealed interface Write {
  String id();

  /** What a bulk calls it. */
  String action();

  /** What follows the action, or null. */
  JsonNode body();

  /** The document afterwards; null if there is none. */
  ObjectNode after(ObjectNode before);

  /** Whether it fails for want of a document, or because there is one. */
  default boolean fails(ObjectNode before) {
    return false;
  }

  /** How it is sent alone. */
  default String method() {
    return "POST";
  }

  default String path(String index) {
    return "/" + index + "/_update/" + id();
  }

  /** Its lines of a bulk. */
  default String lines() {
    String first = "{\"" + action() + "\":{\"_id\":\"" + id() + "\"}}\n";
    return body() == null ? first : first + body() + "\n";
  }

  /** A whole document, in place of one or not. */
  record Put(String id, ObjectNode body, boolean create) implements Write {
    @Override
    public String action() {
      return create ? "create" : "index";
    }

    @Override
    public ObjectNode after(ObjectNode before) {
      return fails(before) ? before : body;
    }

    @Override
    public boolean fails(ObjectNode before) {
      return create && before != null;
    }

    @Override
    public String method() {
      return "PUT";
    }

    @Override
    public String path(String index) {
      return "/" + index + (create ? "/_create/" : "/_doc/") + id;
    }
  }

  /** The end of a document. */
  record Remove(String id) implements Write {
    @Override
    public String action() {
      return "delete";
    }

    @Override
    public JsonNode body() {
      return null;
    }

    @Override
    public ObjectNode after(ObjectNode before) {
      return null;
    }

    @Override
    public boolean fails(ObjectNode before) {
      return before == null;
    }

    @Override
    public String method() {
      return "DELETE";
    }

    @Override
    public String path(String index) {
      return "/" + index + "/_doc/" + id;
    }
  }

  /** A part of a document, which may be the document if there is none. */
  record Patch(String id, ObjectNode part, boolean upsert) implements Write {
    @Override
    public String action() {
      return "update";
    }

    @Override
    public JsonNode body() {
      ObjectNode body = Generator.JSON.objectNode().put("doc_as_upsert", upsert);
      return body.set("doc", part);
    }

    @Override
    public ObjectNode after(ObjectNode before) {
      if (before == null) {
        return upsert ? part : null;
      }
      return merge(before.deepCopy(), part);
    }

    @Override
    public boolean fails(ObjectNode before) {
      return before == null && !upsert;
    }

    private static ObjectNode merge(ObjectNode into, ObjectNode part) {
      part.properties()
          .forEach(entry -> {
            JsonNode old = into.path(entry.getKey());
            into.set(
                entry.getKey(),
                old.isObject() && entry.getValue().isObject()
                    ? merge((ObjectNode) old, (ObjectNode) entry.getValue())
                    : entry.getValue());
          });
      return into;
    }
  }

  /**
   * A script's change.
   *
   * @param upsert the document if there is none, or null
   */
  record Script(String id, Edit edit, ObjectNode upsert) implements Write {
    @Override
    public String action() {
      return "update";
    }

    @Override
    public JsonNode body() {
      ObjectNode body = Generator.JSON.objectNode();
      body.set("script", edit.script());
      if (upsert != null) {
        body.set("upsert", upsert);
      }
      return body;
    }

    @Override
    public ObjectNode after(ObjectNode before) {
      return before == null ? upsert : edit.apply(before);
    }

    @Override
    public boolean fails(ObjectNode before) {
      return before == null && upsert == null;
    }
  }
}
