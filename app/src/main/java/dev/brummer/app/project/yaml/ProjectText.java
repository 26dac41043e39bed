package dev.brummer.app.project.yaml;

import dev.brummer.engine.file.IoErrorMessage;
import dev.brummer.engine.file.ProjectTextFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Text of a project file: UTF-8, or UTF-16 with a byte order mark, as YAML permits.
public final class ProjectText {
  private ProjectText() {}

  /// The text without a byte order mark; null, and a problem, if there is none to read.
  public static @Nullable String read(Path file, ProblemLog problems) {
    try {
      return decode(file, ProjectTextFile.read(file), problems);
    } catch (NoSuchFileException missing) {
      problems.add(YamlPosition.of(file), "there is no such file");
    } catch (IOException unreadable) {
      problems.add(YamlPosition.of(file), "cannot be read, " + IoErrorMessage.of(unreadable));
    }
    return null;
  }

  private static @Nullable String decode(Path file, byte[] bytes, ProblemLog problems) {
    CharBuffer text = CharBuffer.allocate(bytes.length + 1);
    CharsetDecoder decoder =
        charsetOf(bytes)
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), text, true);
    text.flip();
    String decoded = text.toString();
    int bad = result.isError() ? decoded.length() : decoded.indexOf('\0');
    if (bad >= 0) {
      problems.add(positionOf(file, decoded, bad), "this is not UTF-8 text");
      return null;
    }
    return decoded.startsWith("\uFEFF") ? decoded.substring(1) : decoded;
  }

  private static Charset charsetOf(byte[] bytes) {
    boolean big = bytes.length > 1 && bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF;
    boolean little = bytes.length > 1 && bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE;
    return big || little ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8;
  }

  /// The position of a character.
  static YamlPosition positionOf(Path file, String text, int index) {
    int line = 1;
    int lineStart = 0;
    for (int i = 0; i < index; i++) {
      if (text.charAt(i) == '\n') {
        line++;
        lineStart = i + 1;
      }
    }
    return new YamlPosition(file, line, index - lineStart + 1);
  }
}
