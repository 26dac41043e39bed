package dev.brummer.proxy.history;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import dev.brummer.engine.event.RequestDetail.Body;
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

/// Makes the beginning of a body readable. Any thread, when somebody looks.
final class BodyPreview {
  /// What a packed beginning may unpack to.
  private static final int MAX_DECOMPRESSED_BYTES = 8 * 1024;

  private static final Pattern CONTROLS = Pattern.compile("[\\p{Cntrl}&&[^\\n\\t]]");
  private static final JsonFactory JSON =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_CONTENT).build();

  private BodyPreview() {}

  /// Whether such a body is text.
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

  /// @param contentType as the field says, may be null as may be the coding
  static Body of(BodyPrefix start, @Nullable String contentType, @Nullable String coding) {
    String type = withoutParameters(contentType == null ? "text/plain" : contentType);
    if (start.bytes().length == 0 || !isText(type)) {
      return Body.NONE;
    }
    byte[] plain;
    boolean cut = start.truncated();
    switch (withoutParameters(coding == null ? "identity" : coding)) {
      case "", "identity" -> plain = start.bytes();
      case "gzip", "x-gzip" -> {
        Decompressed decompressed = decompress(start.bytes());
        plain = decompressed.bytes;
        cut |= !decompressed.complete;
      }
      default -> {
        return new Body("packed with " + withoutParameters(String.valueOf(coding)), false);
      }
    }
    String text = text(plain, cut);
    if (type.endsWith("json")) {
      text = json(text);
    } else if (type.equals("application/x-www-form-urlencoded")) {
      text = form(text);
    }
    return new Body(CONTROLS.matcher(text).replaceAll(" ").strip(), cut);
  }

  private static String withoutParameters(String value) {
    int semicolon = value.indexOf(';');
    return (semicolon < 0 ? value : value.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
  }

  /// Without the half of a character at a cut.
  private static String text(byte[] bytes, boolean cut) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    return cut && text.endsWith("\ufffd") ? text.substring(0, text.length() - 1) : text;
  }

  private record Decompressed(byte[] bytes, boolean complete) {}

  /// As much as can be had: the end may be missing.
  private static Decompressed decompress(byte[] packed) {
    byte[] into = new byte[MAX_DECOMPRESSED_BYTES];
    int length = 0;
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      int count = 0;
      while (count >= 0 && length < into.length) {
        length += count;
        count = in.read(into, length, into.length - length);
      }
      return new Decompressed(Arrays.copyOf(into, length), count < 0);
    } catch (IOException endOrDamage) {
      return new Decompressed(Arrays.copyOf(into, length), false);
    }
  }

  /// In several lines, as far as it is JSON: what a cut or a mistake leaves is left out, because
  /// nobody knows which part of it is secret.
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
    StringBuilder out = new StringBuilder();
    for (String pair : text.split("&", -1)) {
      int equals = pair.indexOf('=');
      boolean masked = equals >= 0 && isSecretName(pair.substring(0, equals));
      out.append(masked ? pair.substring(0, equals + 1) + HeaderRedactor.MASK : pair).append('\n');
    }
    return out.toString();
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
