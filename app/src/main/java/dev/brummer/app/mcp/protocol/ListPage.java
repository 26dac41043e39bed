package dev.brummer.app.mcp.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Function;

/// Writes one page of a list. A cursor is the number of the first entry of the page.
final class ListPage {
  private static final int SIZE = 100;

  private ListPage() {}

  /// @throws RpcException if the cursor is not one of this list
  static <T> ObjectNode of(
      String name, List<T> all, JsonNode cursor, Function<T, ObjectNode> json) {
    int first = parse(cursor, all.size());
    int end = Math.min(all.size(), first + SIZE);
    ObjectNode result = JsonCodec.object();
    ArrayNode entries = result.putArray(name);
    all.subList(first, end).forEach(entry -> entries.add(json.apply(entry)));
    if (end < all.size()) {
      result.put("nextCursor", String.valueOf(end));
    }
    return result;
  }

  private static int parse(JsonNode cursor, int size) {
    if (cursor.isMissingNode()) {
      return 0;
    }
    try {
      int first = Integer.parseInt(cursor.asText());
      if (first >= 0 && first <= size) {
        return first;
      }
    } catch (NumberFormatException unknown) {
      // answered below
    }
    throw RpcException.invalidParams("invalid cursor; list again without a cursor");
  }
}
