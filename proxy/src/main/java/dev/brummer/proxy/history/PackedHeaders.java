package dev.brummer.proxy.history;

import dev.brummer.engine.event.RequestDetail.NameValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Header fields in one byte array. A thousand requests with twenty fields each take two thousand
/// objects instead of a hundred thousand, whose collection cost a busy proxy a tenth of its time.
///
/// Format as on the wire, one byte per character: `name:value\n` for each field.
public final class PackedHeaders {
  private static final PackedHeaders EMPTY = new PackedHeaders(new byte[0]);

  private final byte[] bytes;

  private PackedHeaders(byte[] bytes) {
    this.bytes = bytes;
  }

  public static PackedHeaders empty() {
    return EMPTY;
  }

  /// Copies the beginning of an array in the format of this class, or returns an equal copy made
  /// before. Any thread that owns `copies`.
  ///
  /// @param copies earlier copies, by their length modulo that of the array
  public static PackedHeaders of(byte[] packed, int length, @Nullable PackedHeaders[] copies) {
    int slot = length % copies.length;
    PackedHeaders known = copies[slot];
    if (known == null || !Arrays.equals(known.bytes, 0, known.bytes.length, packed, 0, length)) {
      known = new PackedHeaders(Arrays.copyOf(packed, length));
      copies[slot] = known;
    }
    return known;
  }

  /// Parses lines of the form `name:value`.
  public static PackedHeaders of(String lines) {
    return new PackedHeaders(lines.getBytes(StandardCharsets.ISO_8859_1));
  }

  List<NameValue> all() {
    List<NameValue> all = new ArrayList<>();
    int from = 0;
    while (from < bytes.length) {
      int colon = indexOf(':', from);
      int end = indexOf('\n', colon);
      all.add(new NameValue(text(from, colon), text(colon + 1, end)));
      from = end + 1;
    }
    return all;
  }

  private int indexOf(char c, int from) {
    int at = from;
    while (at < bytes.length && bytes[at] != c) {
      at++;
    }
    return at;
  }

  private String text(int from, int to) {
    return from >= to ? "" : new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }

  /// The first value of this field, or null.
  @Nullable String first(String name) {
    for (NameValue nameValue : all()) {
      if (nameValue.name().equalsIgnoreCase(name)) {
        return nameValue.value();
      }
    }
    return null;
  }
}
