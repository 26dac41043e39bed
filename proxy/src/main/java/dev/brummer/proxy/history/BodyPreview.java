package dev.brummer.proxy.history;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import dev.brummer.engine.event.RequestDetail.Body;
import dev.brummer.proxy.redact.UrlRedactor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// Converts a [BodyPrefix] to readable text. Stateless; any thread, on demand.
final class BodyPreview {
  /// Maximum size of a decompressed prefix.
  private static final int MAX_DECOMPRESSED_BYTES = 8 * 1024;

  private static final Pattern CONTROLS = Pattern.compile("[\\p{Cntrl}&&[^\\n\\t]]");
  private static final JsonFactory JSON =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_CONTENT).build();

  private BodyPreview() {}

  /// Whether a body of this type is text.
  ///
  /// @param mediaType in lower case, without parameters
  static boolean isText(String mediaType) {
    return mediaType.startsWith("text/")
        || mediaType.endsWith("json")
        || mediaType.endsWith("xml") && !mediaType.startsWith("image/")
        || mediaType.endsWith("javascript")
        || mediaType.equals("application/x-www-form-urlencoded")
        || mediaType.equals("application/graphql");
  }

  /// @param contentType value of `Content-Type`, may be null
  /// @param coding value of `Content-Encoding`, may be null
  static Body of(BodyPrefix prefix, @Nullable String contentType, @Nullable String coding) {
    String type = withoutParameters(contentType == null ? "text/plain" : contentType);
    if (prefix.bytes().length == 0 || !isText(type)) {
      return Body.NONE;
    }
    byte[] plain;
    boolean truncated = prefix.truncated();
    switch (withoutParameters(coding == null ? "identity" : coding)) {
      case "", "identity" -> plain = prefix.bytes();
      case "gzip", "x-gzip" -> {
        Decompressed decompressed = decompress(prefix.bytes());
        plain = decompressed.bytes;
        truncated |= !decompressed.complete;
      }
      default -> {
        return new Body("compressed with " + withoutParameters(String.valueOf(coding)), false);
      }
    }
    String text = text(plain, truncated);
    if (type.endsWith("json")) {
      text = json(text);
    } else if (type.equals("application/x-www-form-urlencoded")) {
      text = form(text);
    }
    return new Body(CONTROLS.matcher(text).replaceAll(" ").strip(), truncated);
  }

  private static String withoutParameters(String value) {
    int semicolon = value.indexOf(';');
    return (semicolon < 0 ? value : value.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
  }

  /// Decodes UTF-8 and drops the incomplete last character of a truncated body.
  private static String text(byte[] bytes, boolean truncated) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    return truncated && text.endsWith("\ufffd") ? text.substring(0, text.length() - 1) : text;
  }

  private record Decompressed(byte[] bytes, boolean complete) {}

  /// Decompresses up to the limit; tolerates a missing end.
  private static Decompressed decompress(byte[] compressed) {
    byte[] into = new byte[MAX_DECOMPRESSED_BYTES];
    int length = 0;
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
      int count = 0;
      while (count >= 0 && length < into.length) {
        length += count;
        count = in.read(into, length, into.length - length);
      }
      return new Decompressed(Arrays.copyOf(into, length), count < 0);
    } catch (IOException incomplete) {
      return new Decompressed(Arrays.copyOf(into, length), false);
    }
  }

  /// Pretty-prints the well-formed part. The malformed or truncated rest is dropped because its
  /// secrets cannot be recognised.
  private static String json(String text) {
    StringWriter out = new StringWriter();
    try (JsonParser in = JSON.createParser(text);
        JsonGenerator to = JSON.createGenerator(out)) {
      to.setPrettyPrinter(new DefaultPrettyPrinter());
      JsonToken token = in.nextToken();
      while (token != null) {
        boolean value = token != JsonToken.FIELD_NAME && !token.isStructEnd();
        if (value && isSecretName(in.currentName())) {
          to.writeString(HeaderRedactor.MASK);
          in.skipChildren();
        } else {
          to.copyCurrentEventExact(in);
        }
        token = in.nextToken();
      }
    } catch (IOException end) {
      return out.getBuffer().isEmpty() ? text : out.toString();
    }
    return out.toString();
  }

  private static String form(String text) {
    return UrlRedactor.redactForm(text, HeaderRedactor.MASK).replace('&', '\n');
  }

  private static boolean isSecretName(@Nullable String name) {
    if (name == null) {
      return false;
    }
    String lower = name.toLowerCase(Locale.ROOT).replaceAll("[_-]", "");
    return lower.contains("password")
        || lower.contains("passwd")
        || lower.contains("secret")
        || lower.endsWith("token")
        || lower.equals("apikey")
        || lower.equals("authorization");
  }
}
