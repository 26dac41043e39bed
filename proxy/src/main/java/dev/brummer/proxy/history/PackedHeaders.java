package dev.brummer.proxy.history;

import dev.brummer.engine.event.RequestDetail.NameValue;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.ReadOnlyHttpHeaders;
import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Header fields in one byte array. A thousand requests with twenty fields each take two thousand
/// objects instead of a hundred thousand, whose collection cost a busy proxy a tenth of its time.
///
/// Format as on the wire, one byte per character: `name:value\n` for each field.
public final class PackedHeaders {
  private static final PackedHeaders EMPTY = new PackedHeaders(new byte[0]);
  private static final int INITIAL_CAPACITY = 1024;
  private static final int SEPARATOR_BYTES = 2;

  /// Grows to the largest head seen by its thread.
  private static final ThreadLocal<byte[]> SCRATCH =
      ThreadLocal.withInitial(() -> new byte[INITIAL_CAPACITY]);

  private final byte[] bytes;

  private PackedHeaders(byte[] bytes) {
    this.bytes = bytes;
  }

  public static PackedHeaders empty() {
    return EMPTY;
  }

  /// Copies the headers. Any thread.
  public static PackedHeaders of(HttpHeaders headers) {
    return of(headers, new @Nullable PackedHeaders[1]);
  }

  /// Copies the headers, or returns an equal copy made before.
  ///
  /// @param copies earlier copies, by their length modulo that of the array
  public static PackedHeaders of(HttpHeaders headers, @Nullable PackedHeaders[] copies) {
    byte[] scratch = SCRATCH.get();
    int at = 0;
    Iterator<Map.Entry<CharSequence, CharSequence>> fields = headers.iteratorCharSequence();
    while (fields.hasNext()) {
      Map.Entry<CharSequence, CharSequence> field = fields.next();
      CharSequence name = field.getKey();
      CharSequence value = field.getValue();
      int needed = at + name.length() + value.length() + SEPARATOR_BYTES;
      if (needed > scratch.length) {
        scratch = Arrays.copyOf(scratch, needed * 2);
        SCRATCH.set(scratch);
      }
      at = copy(name, scratch, at);
      scratch[at++] = ':';
      at = copy(value, scratch, at);
      scratch[at++] = '\n';
    }
    int slot = at % copies.length;
    PackedHeaders known = copies[slot];
    if (known == null || !Arrays.equals(known.bytes, 0, known.bytes.length, scratch, 0, at)) {
      known = new PackedHeaders(Arrays.copyOf(scratch, at));
      copies[slot] = known;
    }
    return known;
  }

  /// Copies the map. Any thread.
  public static PackedHeaders of(Map<String, String> fields) {
    HttpHeaders headers = new ReadOnlyHttpHeaders(false, flat(fields));
    return of(headers);
  }

  private static CharSequence[] flat(Map<String, String> fields) {
    CharSequence[] flat = new CharSequence[fields.size() * 2];
    int at = 0;
    for (Map.Entry<String, String> field : fields.entrySet()) {
      flat[at++] = field.getKey();
      flat[at++] = field.getValue();
    }
    return flat;
  }

  /// Parses lines of the form `name:value`.
  public static PackedHeaders of(String lines) {
    return new PackedHeaders(lines.getBytes(StandardCharsets.ISO_8859_1));
  }

  @SuppressWarnings("deprecation") // copies the low bytes only
  private static int copy(CharSequence text, byte[] target, int at) {
    int length = text.length();
    if (text instanceof AsciiString asciiString) {
      System.arraycopy(asciiString.array(), asciiString.arrayOffset(), target, at, length);
    } else {
      text.toString().getBytes(0, length, target, at);
    }
    return at + length;
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
