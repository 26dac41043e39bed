package dev.brummer.proxy.sourcemap;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A parsed source map: maps positions in a generated script to positions in its sources. Supports
/// indexed maps with several sections, as bundlers write them. Immutable.
final class SourceMap {
  private static final int MAX_TEXT = 64 * 1024 * 1024;
  private static final int SHIFT = 5;
  private static final int CONTINUATION_BIT = 1 << SHIFT;
  private static final String DIGITS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(MAX_TEXT).maxNestingDepth(32).build())
          .build();

  /// A position in a source; `line` and `column` start at 1.
  record OriginalPosition(String source, int line, int column) {}

  private record MapSection(int line, int column, SourceMap map) {}

  private String root = "";
  private String mappings = "";
  private final List<String> sources = new ArrayList<>();
  private final List<MapSection> sections = new ArrayList<>();

  private SourceMap() {}

  /// @throws IOException if it is not a source map
  static SourceMap parse(byte[] json) throws IOException {
    int start = json.length > 3 && json[0] == ')' && json[1] == ']' ? skipFirstLine(json) : 0;
    try (JsonParser parser = JSON.createParser(json, start, json.length - start)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("not a source map");
      }
      return object(parser);
    }
  }

  /// Skips the line that some servers prepend to make the file unexecutable.
  private static int skipFirstLine(byte[] json) {
    int at = 0;
    while (at < json.length && json[at] != '\n') {
      at++;
    }
    return at;
  }

  private static SourceMap object(JsonParser parser) throws IOException {
    SourceMap map = new SourceMap();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      switch (name) {
        case "sourceRoot" -> map.root = value == JsonToken.VALUE_STRING ? parser.getText() : "";
        case "mappings" -> map.mappings = value == JsonToken.VALUE_STRING ? parser.getText() : "";
        case "sources" -> {
          while (value == JsonToken.START_ARRAY && parser.nextToken() != JsonToken.END_ARRAY) {
            boolean named = parser.currentToken() == JsonToken.VALUE_STRING;
            map.sources.add(named ? parser.getText() : "");
          }
        }
        case "sections" -> {
          while (value == JsonToken.START_ARRAY && parser.nextToken() == JsonToken.START_OBJECT) {
            map.sections.add(section(parser));
          }
        }
        default -> parser.skipChildren();
      }
    }
    return map;
  }

  private static MapSection section(JsonParser parser) throws IOException {
    int line = 0;
    int column = 0;
    SourceMap map = new SourceMap();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (name.equals("map") && value == JsonToken.START_OBJECT) {
        map = object(parser);
      } else if (name.equals("offset") && value == JsonToken.START_OBJECT) {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          boolean ofLine = parser.currentName().equals("line");
          int number = parser.nextIntValue(0);
          line = ofLine ? number : line;
          column = ofLine ? column : number;
        }
      } else {
        parser.skipChildren();
      }
    }
    return new MapSection(line, column, map);
  }

  /// The original position of a position in the script; null if unmapped.
  ///
  /// @param line of the script, from 1, as is `column`
  @Nullable OriginalPosition find(int line, int column) {
    return find0(line - 1, column - 1);
  }

  private @Nullable OriginalPosition find0(int line, int column) {
    MapSection in = null;
    for (MapSection section : sections) {
      boolean reached =
          section.line() < line || (section.line() == line && section.column() <= column);
      in = reached ? section : in;
    }
    if (in != null) {
      int left = line == in.line() ? in.column() : 0;
      return in.map().find0(line - in.line(), column - left);
    }
    return decode(line, column);
  }

  /// Decodes the mappings up to the position; every number is relative to the previous one.
  private @Nullable OriginalPosition decode(int wantedLine, int wantedColumn) {
    int[] fields = new int[5];
    int count = 0;
    int line = 0;
    int column = 0;
    int source = 0;
    int sourceLine = 0;
    int sourceColumn = 0;
    OriginalPosition found = null;
    int at = 0;
    while (at <= mappings.length() && line <= wantedLine) {
      char c = at < mappings.length() ? mappings.charAt(at) : ';';
      if (c != ',' && c != ';') {
        at = number(at, fields, count);
        count = Math.min(count + 1, 4);
        continue;
      }
      if (fields.length > 0 && count > 0) {
        column += fields[0];
        boolean mapped = count >= 4;
        source += mapped ? fields[1] : 0;
        sourceLine += mapped ? fields[2] : 0;
        sourceColumn += mapped ? fields[3] : 0;
        if (line == wantedLine && column <= wantedColumn) {
          found = mapped ? position(source, sourceLine, sourceColumn) : null;
        }
        java.util.Arrays.fill(fields, 0);
        count = 0;
      }
      if (c == ';') {
        line++;
        column = 0;
      }
      at++;
    }
    return found;
  }

  /// Decodes a base 64 VLQ number into `fields[index]`; returns its end.
  private int number(int from, int[] fields, int index) {
    int at = from;
    int value = 0;
    int shift = 0;
    int digit;
    do {
      digit = at < mappings.length() ? DIGITS.indexOf(mappings.charAt(at)) : 0;
      at++;
      digit = Math.max(digit, 0);
      value |= (digit & CONTINUATION_BIT - 1) << shift;
      shift += SHIFT;
    } while ((digit & CONTINUATION_BIT) != 0 && shift < 32);
    fields[index] = (value & 1) == 0 ? value >>> 1 : -(value >>> 1);
    return at;
  }

  private @Nullable OriginalPosition position(int source, int line, int column) {
    if (source < 0 || source >= sources.size()) {
      return null;
    }
    String name = sources.get(source);
    boolean absolute = name.contains("://") || name.startsWith("/");
    String slash = root.isEmpty() || root.endsWith("/") ? "" : "/";
    return new OriginalPosition(absolute ? name : root + slash + name, line + 1, column + 1);
  }
}
