package io.niteru.images.model;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The little of an ONNX file that is needed to make an inner tensor one of its outputs. Field
 * numbers are those of {@code onnx.proto}.
 */
final class OnnxGraph {
  private static final int MODEL_GRAPH = 7;
  private static final int GRAPH_NODE = 1;
  private static final int GRAPH_OUTPUT = 12;
  private static final int NODE_OUTPUT = 2;
  private static final int VALUE_NAME = 1;

  private final byte[] model;
  private final List<String> outputs = new ArrayList<>();
  private final List<String> tensors = new ArrayList<>();

  /** Reads the names; {@code name} is for messages. */
  OnnxGraph(byte[] model, String name) throws IOException {
    this.model = model;
    try {
      List<ByteString> graphs = bytes(UnknownFieldSet.parseFrom(model), MODEL_GRAPH);
      if (graphs.isEmpty()) {
        throw new IOException(name + " is no ONNX model: it has no graph");
      }
      for (ByteString bytes : graphs) {
        UnknownFieldSet graph = UnknownFieldSet.parseFrom(bytes);
        for (ByteString output : bytes(graph, GRAPH_OUTPUT)) {
          names(UnknownFieldSet.parseFrom(output), VALUE_NAME, outputs);
        }
        for (ByteString node : bytes(graph, GRAPH_NODE)) {
          names(UnknownFieldSet.parseFrom(node), NODE_OUTPUT, tensors);
        }
      }
    } catch (InvalidProtocolBufferException e) {
      throw new IOException(name + " is no ONNX model: " + e.getMessage(), e);
    }
  }

  /** The names of the outputs. */
  List<String> outputs() {
    return List.copyOf(outputs);
  }

  /**
   * The model with one more output, or as it is if it has that output.
   *
   * @throws IllegalArgumentException if no node makes such a tensor
   */
  byte[] withOutput(String tensor) {
    if (outputs.contains(tensor)) {
      return model;
    }
    if (!tensors.contains(tensor)) {
      throw new IllegalArgumentException(
          "no tensor " + tensor + " in the model; its outputs are " + outputs);
    }
    // Parsers merge what follows into the message before it, so an appended graph that has nothing
    // but an output adds that output.
    UnknownFieldSet value = message(VALUE_NAME, ByteString.copyFromUtf8(tensor));
    UnknownFieldSet graph = message(GRAPH_OUTPUT, value.toByteString());
    byte[] edit = message(MODEL_GRAPH, graph.toByteString()).toByteArray();
    byte[] edited = Arrays.copyOf(model, model.length + edit.length);
    System.arraycopy(edit, 0, edited, model.length, edit.length);
    return edited;
  }

  private static List<ByteString> bytes(UnknownFieldSet message, int field) {
    return message.getField(field).getLengthDelimitedList();
  }

  private static void names(UnknownFieldSet message, int field, List<String> into) {
    bytes(message, field).forEach(name -> into.add(name.toStringUtf8()));
  }

  private static UnknownFieldSet message(int field, ByteString value) {
    return UnknownFieldSet.newBuilder()
        .addField(field, Field.newBuilder().addLengthDelimited(value).build())
        .build();
  }
}
