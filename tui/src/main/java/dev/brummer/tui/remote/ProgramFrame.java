package dev.brummer.tui.remote;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Content of a [FrameType#RUN] frame: the directory and the words of a command.
record ProgramFrame(Path directory, List<String> command) {
  byte[] encode() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    writeText(out, directory.toString());
    for (String word : command) {
      writeText(out, word);
    }
    return bytes.toByteArray();
  }

  private static void writeText(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  /// @throws IOException if the content is malformed
  static ProgramFrame decode(byte[] content) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(content));
    List<String> texts = new ArrayList<>();
    while (in.available() > 0) {
      int length = in.readInt();
      if (length < 0 || length > in.available()) {
        throw new IOException("malformed command");
      }
      texts.add(new String(in.readNBytes(length), StandardCharsets.UTF_8));
    }
    if (texts.size() < 2) {
      throw new IOException("malformed command");
    }
    return new ProgramFrame(Path.of(texts.getFirst()), texts.subList(1, texts.size()));
  }
}
