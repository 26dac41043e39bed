package dev.brummer.proxy.http;

import dev.brummer.proxy.history.PackedHeaders;
import dev.brummer.proxy.http.message.HeaderFields;
import org.jspecify.annotations.Nullable;

/// Replaces values of a request record by equal ones of an earlier record: most requests of a page
/// have the same headers, host and type. The history keeps less, and a collection copies less.
/// Confined to an event loop; bounded by its slots.
final class RecordInterner {
  private static final int HEADER_SLOTS = 16;
  private static final int TEXT_SLOTS = 64;
  private static final int MAX_TEXT_LENGTH = 256;

  private final @Nullable PackedHeaders[] requests = new PackedHeaders[HEADER_SLOTS];
  private final @Nullable PackedHeaders[] responses = new PackedHeaders[HEADER_SLOTS];
  private final @Nullable String[] texts = new String[TEXT_SLOTS];

  /// Copies the headers of a request unless an equal copy is known.
  PackedHeaders packRequest(HeaderFields fields) {
    return fields.pack(requests);
  }

  /// The same for a response.
  PackedHeaders packResponse(HeaderFields fields) {
    return fields.pack(responses);
  }

  String intern(String text) {
    if (text.length() > MAX_TEXT_LENGTH) {
      return text;
    }
    int slot = text.hashCode() & (TEXT_SLOTS - 1);
    String known = texts[slot];
    if (known != null && known.equals(text)) {
      return known;
    }
    texts[slot] = text;
    return text;
  }
}
