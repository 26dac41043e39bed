package dev.brummer.engine.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import dev.brummer.engine.file.IoErrorMessage;
import dev.brummer.engine.file.ProjectTextFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads JSON files. Thread-safe.
public final class JsonFile {
  /// Which texts are accepted.
  public enum Dialect {
    /// JSON.
    STRICT,
    /// JSON with comments and trailing commas.
    COMMENTS
  }

  private final Path file;
  private final JsonProblems problems;

  private JsonFile(Path file, JsonProblems problems) {
    this.file = file;
    this.problems = problems;
  }

  /// Reads the object of a file; null if there is no such file. Of a broken file, the part before
  /// the first error; of an unreadable one, an empty object.
  ///
  /// @param wanted names of the members to read; empty for all
  public static @Nullable JsonObject read(
      Path file, Dialect dialect, Set<String> wanted, JsonProblems problems) {
    try {
      String text = ProjectTextFile.text(file);
      if (text == null) {
        return null;
      }
      JsonObject strict = StrictJsonParser.parse(file, problems, text, wanted);
      return strict == null ? readAny(file, text, dialect, wanted, problems) : strict;
    } catch (IOException unreadable) {
      problems.report(file, 0, 0, "cannot be read, " + IoErrorMessage.of(unreadable));
      return JsonObject.empty(file);
    }
  }

  /// Reads a text that may have comments or errors, with Jackson.
  static JsonObject readAny(
      Path file, String text, Dialect dialect, Set<String> wanted, JsonProblems problems)
      throws IOException {
    return new JsonFile(file, problems).parse(text, dialect, wanted);
  }

  private static JsonFactory factory(Dialect dialect) {
    return switch (dialect) {
      case STRICT -> Strict.FACTORY;
      case COMMENTS -> WithComments.FACTORY;
    };
  }

  private static final class Strict {
    static final JsonFactory FACTORY = new JsonFactory();
  }

  private static final class WithComments {
    static final JsonFactory FACTORY =
        JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .build();
  }

  private JsonObject parse(String text, Dialect dialect, Set<String> wanted) throws IOException {
    JsonObject object = JsonObject.empty(file);
    try (JsonParser json = factory(dialect).createParser(text)) {
      JsonToken first = json.nextToken();
      JsonLocation start = json.currentTokenLocation();
      if (first == JsonToken.START_OBJECT) {
        object = new JsonObject(file, problems, start.getLineNr(), start.getColumnNr());
        members(json, object, wanted);
        if (json.nextToken() != null) {
          report(
              json.currentTokenLocation(),
              "unexpected text after the last '}', expected end of file");
        }
      } else if (first == null) {
        problems.report(file, 1, 1, "empty file, expected '{'");
      } else {
        report(start, "expected '{'");
      }
    } catch (JsonProcessingException broken) {
      report(broken.getLocation(), JsonErrorMessage.of(broken.getOriginalMessage()));
    }
    return object;
  }

  private void members(JsonParser json, JsonObject object, Set<String> wanted) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonLocation at = json.currentTokenLocation();
      json.nextToken();
      if (wanted.isEmpty() || wanted.contains(name)) {
        member(json, object, name, at);
      } else {
        json.skipChildren();
      }
    }
  }

  /// Adds a member before its value is complete, so that a syntax error keeps the part before it.
  private void member(JsonParser json, JsonObject object, String name, JsonLocation at)
      throws IOException {
    JsonLocation start = json.currentTokenLocation();
    int line = start.getLineNr();
    int column = start.getColumnNr();
    if (json.currentToken() == JsonToken.START_OBJECT) {
      JsonObject child = new JsonObject(file, problems, line, column);
      object.put(name, child, at.getLineNr(), at.getColumnNr());
      members(json, child, Set.of());
    } else if (json.currentToken() == JsonToken.START_ARRAY) {
      List<JsonValue> values = new ArrayList<>();
      object.put(name, new JsonValue.Items(values, line, column), at.getLineNr(), at.getColumnNr());
      items(json, values);
    } else {
      object.put(name, scalar(json, line, column), at.getLineNr(), at.getColumnNr());
    }
  }

  private void items(JsonParser json, List<JsonValue> values) throws IOException {
    for (JsonToken token = json.nextToken();
        token != null && token != JsonToken.END_ARRAY;
        token = json.nextToken()) {
      JsonLocation start = json.currentTokenLocation();
      int line = start.getLineNr();
      int column = start.getColumnNr();
      if (token == JsonToken.START_OBJECT) {
        JsonObject child = new JsonObject(file, problems, line, column);
        values.add(child);
        members(json, child, Set.of());
      } else if (token == JsonToken.START_ARRAY) {
        List<JsonValue> inner = new ArrayList<>();
        values.add(new JsonValue.Items(inner, line, column));
        items(json, inner);
      } else {
        values.add(scalar(json, line, column));
      }
    }
  }

  private static JsonValue scalar(JsonParser json, int line, int column) throws IOException {
    JsonToken token = json.currentToken();
    if (token == JsonToken.VALUE_STRING) {
      return new JsonValue.Text(json.getText(), line, column);
    }
    return token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE
        ? new JsonValue.Flag(token == JsonToken.VALUE_TRUE, line, column)
        : new JsonValue.Literal(String.valueOf(json.getText()), line, column);
  }

  private void report(@Nullable JsonLocation at, String what) {
    problems.report(file, at == null ? 0 : at.getLineNr(), at == null ? 0 : at.getColumnNr(), what);
  }
}
