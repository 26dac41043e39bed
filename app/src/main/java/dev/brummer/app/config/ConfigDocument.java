package dev.brummer.app.config;

import dev.brummer.app.config.key.Problems;
import dev.brummer.engine.file.IoErrorMessage;
import dev.brummer.engine.file.ProjectTextFile;
import dev.brummer.engine.text.VisibleText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/// Reads the TOML of a configuration file. Everything that a path can lead to gets a sentence: a
/// directory, a pipe, a dangling link, another encoding, binary data, a file that is too large.
final class ConfigDocument {
  /// The parser needs some seconds for a megabyte.
  private static final int MAX_BYTES = 1 << 20;

  private static final String DUPLICATE = " previously defined";

  private ConfigDocument() {}

  /// The content of a file; null if its problems leave nothing to check.
  static @Nullable TomlTable read(Path path, Problems problems) {
    try {
      byte[] bytes = ProjectTextFile.read(path, MAX_BYTES);
      String text = decode(bytes, problems);
      return text == null ? null : parse(text, problems);
    } catch (IOException unreadable) {
      problems.add(null, "cannot read the file: " + IoErrorMessage.of(unreadable));
      return null;
    }
  }

  private static @Nullable TomlTable parse(String text, Problems problems) {
    TomlParseResult parsed;
    try {
      parsed = Toml.parse(text);
    } catch (StackOverflowError deep) {
      problems.add(null, "the file is nested too deeply");
      return null;
    }
    boolean complete = true;
    for (TomlParseError error : parsed.errors()) {
      String sentence = String.valueOf(error.getMessage());
      complete &= sentence.contains(DUPLICATE);
      problems.add(error.position(), decapitalize(VisibleText.sentence(sentence)));
    }
    return complete ? parsed : null;
  }

  private static String decapitalize(String sentence) {
    return sentence.contains(DUPLICATE)
        ? sentence
        : Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1);
  }

  /// The text without a byte order mark; null if it is not UTF-8.
  private static @Nullable String decode(byte[] bytes, Problems problems) {
    if (startsWith(bytes, 0xFF, 0xFE) || startsWith(bytes, 0xFE, 0xFF)) {
      problems.add(null, "the file is UTF-16: save it as UTF-8");
      return null;
    }
    int start = startsWith(bytes, 0xEF, 0xBB, 0xBF) ? 3 : 0;
    for (int i = start; i < bytes.length; i++) {
      if (bytes[i] == 0) {
        problems.add(position(bytes, start, i), "the file contains a NUL byte: it is no text file");
        return null;
      }
    }
    ByteBuffer in = ByteBuffer.wrap(bytes, start, bytes.length - start);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    CoderResult result = decoder.decode(in, out, true);
    if (result.isError()) {
      problems.add(
          position(bytes, start, in.position()), "the file is not UTF-8: save it as UTF-8");
      return null;
    }
    return out.flip().toString();
  }

  private static boolean startsWith(byte[] bytes, int... prefix) {
    for (int i = 0; i < prefix.length; i++) {
      if (i >= bytes.length || (bytes[i] & 0xFF) != prefix[i]) {
        return false;
      }
    }
    return true;
  }

  private static TomlPosition position(byte[] bytes, int start, int at) {
    int line = 1;
    int lineStart = start;
    for (int i = start; i < at; i++) {
      if (bytes[i] == '\n') {
        line++;
        lineStart = i + 1;
      }
    }
    return TomlPosition.positionAt(line, at - lineStart + 1);
  }
}
