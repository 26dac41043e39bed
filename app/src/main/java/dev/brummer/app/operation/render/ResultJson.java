package dev.brummer.app.operation.render;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brummer.app.operation.result.OperationResult;
import java.io.IOException;

/// Renders results as JSON: the components of the records by their names, enums in lower case with
/// underscores, null components left out. Pure.
public final class ResultJson {
  private ResultJson() {}

  /// Writes a result as one object.
  public static void write(OperationResult result, JsonGenerator out) throws IOException {
    throw new UnsupportedOperationException();
  }

  /// A result as a tree.
  public static ObjectNode tree(OperationResult result) {
    throw new UnsupportedOperationException();
  }

  /// The JSON schema (draft 2020-12) of the objects that [#write] writes for a type of result.
  public static ObjectNode schema(Class<? extends OperationResult> type) {
    throw new UnsupportedOperationException();
  }
}
