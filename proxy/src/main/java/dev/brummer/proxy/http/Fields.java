package dev.brummer.proxy.http;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The header fields of one message: the bytes as they came, an index of where each name and value
/// stands, and what is known of each name. What is not asked for never becomes a string.
final class Fields {
  private static final int COLUMNS = 5;
  private static final Known[] KNOWN = Known.values();

  private final byte[] bytes;

  /// Name start, name end, value start, value end, ordinal of the known name.
  private int[] index = new int[COLUMNS * 24];

  private int count;

  Fields(byte[] bytes) {
    this.bytes = bytes;
  }

  void add(int nameStart, int nameEnd, int valueStart, int valueEnd) {
    if ((count + 1) * COLUMNS > index.length) {
      index = Arrays.copyOf(index, index.length * 2);
    }
    int at = count++ * COLUMNS;
    index[at] = nameStart;
    index[at + 1] = nameEnd;
    index[at + 2] = valueStart;
    index[at + 3] = valueEnd;
    index[at + 4] = Known.of(bytes, nameStart, nameEnd).ordinal();
  }

  int count() {
    return count;
  }

  /// Lets the value of the last field reach up to `end`: its continuation line was blanked.
  void extendLast(int end) {
    index[(count - 1) * COLUMNS + 3] = end;
  }

  Known known(int field) {
    return KNOWN[index[field * COLUMNS + 4]];
  }

  String name(int field) {
    int at = field * COLUMNS;
    return new String(bytes, index[at], index[at + 1] - index[at], StandardCharsets.ISO_8859_1);
  }

  String value(int field) {
    int at = field * COLUMNS;
    return new String(
        bytes, index[at + 2], index[at + 3] - index[at + 2], StandardCharsets.ISO_8859_1);
  }

  /// The number of the first such field at or after `from`, or -1.
  int find(Known known, int from) {
    for (int field = from; field < count; field++) {
      if (index[field * COLUMNS + 4] == known.ordinal()) {
        return field;
      }
    }
    return -1;
  }

  boolean has(Known known) {
    return find(known, 0) >= 0;
  }

  int occurrences(Known known) {
    int found = 0;
    for (int at = find(known, 0); at >= 0; at = find(known, at + 1)) {
      found++;
    }
    return found;
  }

  @Nullable String first(Known known) {
    int field = find(known, 0);
    return field < 0 ? null : value(field);
  }

  /// The first value, or "".
  String text(Known known) {
    String value = first(known);
    return value == null ? "" : value;
  }

  /// Whether one of the comma-separated values of such fields is `token`, in whatever case.
  boolean lists(Known known, String token) {
    for (int field = find(known, 0); field >= 0; field = find(known, field + 1)) {
      for (String part : value(field).split(",")) {
        if (part.strip().equalsIgnoreCase(token)) {
          return true;
        }
      }
    }
    return false;
  }

  /// Whether the field belongs to this connection alone: by its name, or named by `Connection`.
  boolean hopByHop(int field) {
    Known known = known(field);
    return Known.HOP_BY_HOP.contains(known)
        || (known == Known.OTHER
            && has(Known.CONNECTION)
            && lists(Known.CONNECTION, name(field).toLowerCase(Locale.ROOT)));
  }

  /// Writes the field as it came.
  void write(int field, ByteBuf out) {
    int at = field * COLUMNS;
    out.writeBytes(bytes, index[at], index[at + 1] - index[at]);
    out.writeByte(':').writeByte(' ');
    out.writeBytes(bytes, index[at + 2], index[at + 3] - index[at + 2]);
    out.writeByte('\r').writeByte('\n');
  }
}
