package dev.brummer.proxy.history;

import dev.brummer.engine.event.RequestDetail.NameValue;
import dev.brummer.proxy.redact.UrlRedactor;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Formats a request as a command for a POSIX shell. Credentials become shell variables, so that
/// the command can be shared.
final class CurlCommand {
  /// Stands for a secret before the text is quoted; occurs in no text.
  private static final String SECRET = "\uffff";

  private CurlCommand() {}

  /// @param body null if there was none or it is unknown
  static String command(String method, String url, PackedHeaders headers, byte @Nullable [] body) {
    StringBuilder command = new StringBuilder("curl ");
    command.append(quoted(UrlRedactor.redact(url, SECRET)));
    byte[] sent = body == null ? new byte[0] : body;
    boolean hasBody = sent.length > 0;
    if (method.equals("HEAD")) {
      command.append(" --head");
    } else if (!method.equals(hasBody ? "POST" : "GET")) {
      command.append(" -X ").append(quoted(method));
    }
    for (NameValue header : headers.all()) {
      append(command, header.name(), header.value());
    }
    if (hasBody) {
      String type = headers.first("Content-Type");
      boolean form = type != null && type.startsWith("application/x-www-form-urlencoded");
      command.append(text(sent, form));
    }
    return command.toString();
  }

  private static void append(StringBuilder command, String name, String value) {
    String next = " \\\n  ";
    switch (name.toLowerCase(Locale.ROOT)) {
      case "host", "content-length", "connection", "transfer-encoding", "upgrade" -> {}
      case "te", "keep-alive", "proxy-connection", RequestRecord.REPLAY_HEADER -> {}
      case "accept-encoding" -> command.append(next).append("--compressed");
      case "cookie" -> command.append(next).append("-b \"$COOKIE\"");
      case "authorization" -> {
        int space = value.indexOf(' ');
        String scheme = space < 0 ? "" : value.substring(0, space + 1);
        String safe = scheme.matches("[A-Za-z0-9-]* ") ? scheme : "";
        command
            .append(next)
            .append("-H \"")
            .append(name)
            .append(": ")
            .append(safe)
            .append("$TOKEN\"");
      }
      default -> {
        String shown =
            HeaderRedactor.isSecret(name)
                ? HeaderRedactor.MASK
                : HeaderRedactor.redactValue(name, value);
        String form = shown.isEmpty() ? name + ";" : name + ": " + shown;
        command.append(next).append("-H ").append(quoted(form));
      }
    }
  }

  /// Text is inlined; for binary data curl reads a file.
  private static String text(byte[] body, boolean form) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
      boolean plain = text.chars().noneMatch(c -> c < ' ' && c != '\n' && c != '\t' && c != '\r');
      if (plain) {
        String shown = form ? UrlRedactor.redactForm(text, SECRET) : text;
        return " \\\n  --data-raw " + quoted(shown);
      }
    } catch (CharacterCodingException binary) {
      return " \\\n  --data-binary @body.bin";
    }
    return " \\\n  --data-binary @body.bin";
  }

  private static String quoted(String text) {
    boolean bare = text.matches("[A-Za-z0-9_./:@%+=-]+");
    if (bare) {
      return text;
    }
    return "'" + text.replace("'", "'\\''").replace(SECRET, "'\"$TOKEN\"'") + "'";
  }
}
