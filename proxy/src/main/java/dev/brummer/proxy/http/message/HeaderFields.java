package dev.brummer.proxy.http.message;

import dev.brummer.proxy.history.PackedHeaders;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.DateFormatter;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValidationUtil;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpHeadersFactory;
import io.netty.util.AsciiString;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Header fields of one message, in their order, in two arrays. Confined to an event loop.
///
/// A message has some ten fields and is asked some ten times for a field that it does not have: a
/// bit per hash answers most of these questions. Netty's own headers take an object per field and a
/// hash table per message, which were half of what a busy proxy allocated.
///
/// Each character of a value stands for one octet.
@SuppressWarnings({"JavaUtilDate", "InlineMeSuggester"}) // Netty's interface
public final class HeaderFields extends HttpHeaders {
  /// What is checked when a field is added.
  private enum Check {
    /// Nothing: the decoder has checked its octets.
    NONE,
    /// A character that is no octet is replaced: its low byte could be a line feed.
    OCTETS,
    /// A name must be a token, a value valid, and neither may frame the message.
    TRAILER
  }

  /// Makes the fields of decoded heads.
  public static final HttpHeadersFactory DECODED = new Factory(Check.NONE);

  /// Makes the fields of decoded trailers. An invalid one is an [IllegalArgumentException].
  public static final HttpHeadersFactory TRAILERS = new Factory(Check.TRAILER);

  private static final AsciiString[] NO_NAMES = {};
  private static final CharSequence[] NO_VALUES = {};

  /// Of decoded heads and trailers; a browser sends more, most other clients less.
  private static final int MIN_CAPACITY = 8;

  private static final int INITIAL_SCRATCH_BYTES = 1024;

  /// `: ` behind a name and CRLF behind a value.
  private static final int SEPARATOR_BYTES = 4;

  /// Grows to the largest head written by its thread.
  private static final FastThreadLocal<byte[]> SCRATCH =
      new FastThreadLocal<>() {
        @Override
        protected byte[] initialValue() {
          return new byte[INITIAL_SCRATCH_BYTES];
        }
      };

  private final Check check;
  private AsciiString[] names = NO_NAMES;
  private CharSequence[] values = NO_VALUES;
  private int size;

  /// Has the bit of each name's hash, modulo 64.
  private long hashes;

  private record Factory(Check check) implements HttpHeadersFactory {
    @Override
    public HttpHeaders newHeaders() {
      return new HeaderFields(check);
    }

    @Override
    public HttpHeaders newEmptyHeaders() {
      return new HeaderFields(check);
    }
  }

  private HeaderFields(Check check) {
    this.check = check;
  }

  /// No fields yet, of a message to be sent.
  public HeaderFields() {
    this(Check.OCTETS);
  }

  /// No fields yet, of a message to be sent.
  ///
  /// @param capacity expected number of fields
  HeaderFields(int capacity) {
    this(Check.OCTETS);
    names = new AsciiString[capacity];
    values = new CharSequence[capacity];
  }

  /// These fields, or a copy if they are of another type.
  public static HeaderFields of(HttpHeaders headers) {
    if (headers instanceof HeaderFields fields) {
      return fields;
    }
    HeaderFields copy = new HeaderFields();
    copy.add(headers);
    return copy;
  }

  /// @param field 0 to [#size] - 1
  public AsciiString name(int field) {
    return names[field];
  }

  /// @param field 0 to [#size] - 1
  public CharSequence value(int field) {
    return values[field];
  }

  /// Adds a field of another message unchanged.
  void copy(HeaderFields source, int field) {
    append(source.names[field], source.values[field]);
  }

  private void append(AsciiString name, CharSequence value) {
    if (size == names.length) {
      int capacity = Math.max(MIN_CAPACITY, size * 2);
      names = Arrays.copyOf(names, capacity);
      values = Arrays.copyOf(values, capacity);
    }
    names[size] = name;
    values[size++] = value;
    hashes |= 1L << name.hashCode();
  }

  private void append(CharSequence name, Object value) {
    AsciiString ascii = AsciiString.of(name);
    CharSequence text = text(value);
    if (check == Check.OCTETS) {
      text = octets(text);
    } else if (check == Check.TRAILER) {
      checkTrailer(ascii, text);
    }
    append(ascii, text);
  }

  private static CharSequence text(Object value) {
    return value instanceof CharSequence text ? text : String.valueOf(value);
  }

  private static CharSequence octets(CharSequence text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0xFF) {
        return text.toString().replaceAll("[^\\x00-\\xFF]", "?");
      }
    }
    return text;
  }

  private static void checkTrailer(AsciiString name, CharSequence value) {
    if (name.isEmpty()
        || HttpHeaderValidationUtil.validateToken(name) >= 0
        || HttpHeaderValidationUtil.validateValidHeaderValue(value) >= 0) {
      throw new IllegalArgumentException("a trailer is not valid");
    }
    if (HttpHeaderNames.CONTENT_LENGTH.contentEqualsIgnoreCase(name)
        || HttpHeaderNames.TRANSFER_ENCODING.contentEqualsIgnoreCase(name)
        || HttpHeaderNames.TRAILER.contentEqualsIgnoreCase(name)) {
      throw new IllegalArgumentException("prohibited trailer: " + name);
    }
  }

  /// Index of the first field with this name from `from` on, or -1.
  private int find(CharSequence name, int from) {
    int hash = AsciiString.hashCode(name);
    if ((hashes >>> hash & 1) == 0) {
      return -1;
    }
    for (int i = from; i < size; i++) {
      AsciiString candidate = names[i];
      if (candidate.hashCode() == hash && candidate.contentEqualsIgnoreCase(name)) {
        return i;
      }
    }
    return -1;
  }

  /// Number of fields with this name.
  int count(CharSequence name) {
    int count = 0;
    for (int i = find(name, 0); i >= 0; i = find(name, i + 1)) {
      count++;
    }
    return count;
  }

  /// Writes the fields as in a head, without the empty line behind them.
  public void encode(ByteBuf out) {
    int length = join(false);
    out.writeBytes(SCRATCH.get(), 0, length);
  }

  /// Copies the fields, or returns an equal copy made before.
  ///
  /// @param copies see [PackedHeaders#of(byte\[\], int, PackedHeaders\[\])]
  public PackedHeaders pack(@Nullable PackedHeaders[] copies) {
    int length = join(true);
    return PackedHeaders.of(SCRATCH.get(), length, copies);
  }

  /// Writes the fields to the scratch buffer: as lines of a head, or packed as `name:value\n`.
  ///
  /// @return number of bytes
  private int join(boolean packed) {
    byte[] scratch = SCRATCH.get();
    int at = 0;
    for (int i = 0; i < size; i++) {
      AsciiString name = names[i];
      CharSequence value = values[i];
      int needed = at + name.length() + value.length() + SEPARATOR_BYTES;
      if (needed > scratch.length) {
        scratch = Arrays.copyOf(scratch, needed * 2);
        SCRATCH.set(scratch);
      }
      at = write(name, scratch, at);
      scratch[at++] = ':';
      if (!packed) {
        scratch[at++] = ' ';
      }
      at = write(value, scratch, at);
      if (!packed) {
        scratch[at++] = '\r';
      }
      scratch[at++] = '\n';
    }
    return at;
  }

  /// Writes the low byte of each character.
  @SuppressWarnings("deprecation") // copies the low bytes only
  private static int write(CharSequence text, byte[] target, int at) {
    int length = text.length();
    if (text instanceof AsciiString ascii) {
      System.arraycopy(ascii.array(), ascii.arrayOffset(), target, at, length);
    } else {
      text.toString().getBytes(0, length, target, at);
    }
    return at + length;
  }

  @Override
  public @Nullable String get(CharSequence name) {
    int field = find(name, 0);
    return field < 0 ? null : values[field].toString();
  }

  @Override
  public @Nullable String get(String name) {
    return get((CharSequence) name);
  }

  @Override
  public @Nullable Integer getInt(CharSequence name) {
    Long value = number(name);
    return value == null ? null : Math.toIntExact(value);
  }

  @Override
  public int getInt(CharSequence name, int defaultValue) {
    Integer value = getInt(name);
    return value == null ? defaultValue : value;
  }

  @Override
  public @Nullable Short getShort(CharSequence name) {
    Long value = number(name);
    return value == null ? null : value.shortValue();
  }

  @Override
  public short getShort(CharSequence name, short defaultValue) {
    Short value = getShort(name);
    return value == null ? defaultValue : value;
  }

  private @Nullable Long number(CharSequence name) {
    String value = get(name);
    try {
      return value == null ? null : Long.valueOf(value.strip());
    } catch (NumberFormatException _) {
      return null;
    }
  }

  @Override
  public @Nullable Long getTimeMillis(CharSequence name) {
    String value = get(name);
    Date date = value == null ? null : DateFormatter.parseHttpDate(value);
    return date == null ? null : date.getTime();
  }

  @Override
  public long getTimeMillis(CharSequence name, long defaultValue) {
    Long value = getTimeMillis(name);
    return value == null ? defaultValue : value;
  }

  @Override
  public List<String> getAll(CharSequence name) {
    int field = find(name, 0);
    if (field < 0) {
      return List.of();
    }
    List<String> all = new ArrayList<>(1);
    for (; field >= 0; field = find(name, field + 1)) {
      all.add(values[field].toString());
    }
    return all;
  }

  @Override
  public List<String> getAll(String name) {
    return getAll((CharSequence) name);
  }

  @Override
  public List<Map.Entry<String, String>> entries() {
    List<Map.Entry<String, String>> entries = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      entries.add(Map.entry(names[i].toString(), values[i].toString()));
    }
    return entries;
  }

  @Override
  public boolean contains(CharSequence name) {
    return find(name, 0) >= 0;
  }

  @Override
  public boolean contains(String name) {
    return find(name, 0) >= 0;
  }

  /// Whether one of the comma-separated values of this field is `value`.
  @Override
  public boolean containsValue(CharSequence name, CharSequence value, boolean ignoreCase) {
    for (int i = find(name, 0); i >= 0; i = find(name, i + 1)) {
      if (listContains(values[i].toString(), value.toString(), ignoreCase)) {
        return true;
      }
    }
    return false;
  }

  private static boolean listContains(String list, String value, boolean ignoreCase) {
    int from = 0;
    while (from <= list.length()) {
      int comma = list.indexOf(',', from);
      int to = comma < 0 ? list.length() : comma;
      int next = to + 1;
      while (from < to && isBlank(list.charAt(from))) {
        from++;
      }
      while (from < to && isBlank(list.charAt(to - 1))) {
        to--;
      }
      if (to - from == value.length()
          && list.regionMatches(ignoreCase, from, value, 0, value.length())) {
        return true;
      }
      from = next;
    }
    return false;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  /// A copy, like [#iteratorCharSequence].
  @Deprecated
  @Override
  public Iterator<Map.Entry<String, String>> iterator() {
    return entries().iterator();
  }

  /// A copy: removing from it has no effect.
  @Override
  public Iterator<Map.Entry<CharSequence, CharSequence>> iteratorCharSequence() {
    List<Map.Entry<CharSequence, CharSequence>> entries = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      entries.add(Map.entry(names[i], values[i]));
    }
    return entries.iterator();
  }

  @Override
  public boolean isEmpty() {
    return size == 0;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public Set<String> names() {
    Set<String> all = new LinkedHashSet<>();
    for (int i = 0; i < size; i++) {
      all.add(names[i].toString());
    }
    return Collections.unmodifiableSet(all);
  }

  @Override
  public HttpHeaders add(CharSequence name, Object value) {
    append(name, value);
    return this;
  }

  @Override
  public HttpHeaders add(String name, Object value) {
    append(name, value);
    return this;
  }

  @Override
  public HttpHeaders add(String name, Iterable<?> all) {
    for (Object value : all) {
      append(name, value);
    }
    return this;
  }

  @Override
  public HttpHeaders addInt(CharSequence name, int value) {
    return add(name, Integer.valueOf(value));
  }

  @Override
  public HttpHeaders addShort(CharSequence name, short value) {
    return add(name, Short.valueOf(value));
  }

  @Override
  public HttpHeaders set(CharSequence name, Object value) {
    return remove(name).add(name, value);
  }

  @Override
  public HttpHeaders set(String name, Object value) {
    return remove(name).add(name, value);
  }

  @Override
  public HttpHeaders set(String name, Iterable<?> all) {
    return remove(name).add(name, all);
  }

  @Override
  public HttpHeaders setInt(CharSequence name, int value) {
    return set(name, Integer.valueOf(value));
  }

  @Override
  public HttpHeaders setShort(CharSequence name, short value) {
    return set(name, Short.valueOf(value));
  }

  @Override
  public HttpHeaders remove(CharSequence name) {
    int kept = find(name, 0);
    if (kept < 0) {
      return this;
    }
    for (int i = kept; i < size; i++) {
      if (!names[i].contentEqualsIgnoreCase(name)) {
        names[kept] = names[i];
        values[kept++] = values[i];
      }
    }
    size = kept;
    return this;
  }

  @Override
  public HttpHeaders remove(String name) {
    return remove((CharSequence) name);
  }

  @Override
  public HttpHeaders clear() {
    size = 0;
    hashes = 0;
    return this;
  }
}
