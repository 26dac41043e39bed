package dev.brummer.proxy.history;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.RequestDetail;
import dev.brummer.engine.event.RequestDetail.NameValue;
import dev.brummer.engine.mask.Masking;
import dev.brummer.proxy.redact.UrlRedactor;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Writes requests as an HTTP archive (HAR 1.2) for the developer tools of browsers. Bodies are
/// omitted, secrets redacted.
///
/// Format: w3c.github.io/web-performance/specs/HAR/Overview.html.
public final class HarWriter {
  private static final JsonFactory JSON = new JsonFactory();

  private HarWriter() {}

  /// @param version of the program
  /// @param masking masks the values of each request
  public static void write(
      List<Event.RequestCompleted> requests, String version, Masking masking, Writer out)
      throws IOException {
    JsonGenerator plain = JSON.createGenerator(out).useDefaultPrettyPrinter();
    try (MaskingGenerator json = new MaskingGenerator(plain, masking)) {
      json.writeStartObject();
      json.writeObjectFieldStart("log");
      json.writeStringField("version", "1.2");
      json.writeObjectFieldStart("creator");
      json.writeStringField("name", "brummer");
      json.writeStringField("version", version);
      json.writeEndObject();
      pages(json, requests);
      json.writeArrayFieldStart("entries");
      for (Event.RequestCompleted request : requests) {
        if (request.detail() instanceof RequestRecord requestRecord
            && request.method().length() > 1) {
          json.maskFor(request.process());
          entry(json, request, requestRecord.data());
        }
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeEndObject();
    }
  }

  private static void pages(MaskingGenerator json, List<Event.RequestCompleted> requests)
      throws IOException {
    json.writeArrayFieldStart("pages");
    for (Event.RequestCompleted request : requests) {
      if (request.injected()) {
        json.maskFor(request.process());
        json.writeStartObject();
        json.writeStringField("startedDateTime", time(request));
        json.writeStringField("id", request.session());
        json.writeStringField("title", request.detail().origin() + request.url());
        json.writeObjectFieldStart("pageTimings");
        json.writeEndObject();
        json.writeEndObject();
      }
    }
    json.writeEndArray();
  }

  private static void entry(
      JsonGenerator json, Event.RequestCompleted completed, RequestRecord.ExchangeData data)
      throws IOException {
    json.writeStartObject();
    if (!completed.session().isEmpty()) {
      json.writeStringField("pageref", completed.session());
    }
    json.writeStringField("startedDateTime", time(completed));
    json.writeNumberField("time", millis(completed.totalNanos()));
    request(json, completed, data);
    response(json, completed, data);
    json.writeObjectFieldStart("cache");
    json.writeEndObject();
    timings(json, completed, data);
    if (!completed.error().isEmpty()) {
      json.writeStringField("comment", completed.error());
    }
    json.writeEndObject();
  }

  private static void request(
      JsonGenerator json, Event.RequestCompleted completed, RequestRecord.ExchangeData data)
      throws IOException {
    json.writeObjectFieldStart("request");
    json.writeStringField("method", completed.method());
    json.writeStringField("url", "http://" + data.host() + completed.url());
    json.writeStringField("httpVersion", "HTTP/1.1");
    cookies(json, data.requestHeaders().first("Cookie"));
    fields(json, completed.detail().requestHeaders());
    json.writeArrayFieldStart("queryString");
    QueryStringDecoder query = new QueryStringDecoder(completed.url());
    for (var parameter : query.parameters().entrySet()) {
      for (String value : parameter.getValue()) {
        named(json, parameter.getKey(), value);
      }
    }
    json.writeEndArray();
    json.writeNumberField("headersSize", -1);
    json.writeNumberField("bodySize", completed.requestBytes());
    json.writeEndObject();
  }

  private static void response(
      JsonGenerator json, Event.RequestCompleted completed, RequestRecord.ExchangeData data)
      throws IOException {
    json.writeObjectFieldStart("response");
    json.writeNumberField("status", completed.status());
    json.writeStringField("statusText", data.statusText());
    json.writeStringField("httpVersion", "HTTP/1.1");
    cookies(json, null);
    fields(json, completed.detail().responseHeaders());
    json.writeObjectFieldStart("content");
    json.writeNumberField("size", completed.responseBytes());
    json.writeStringField(
        "mimeType", completed.contentType().isEmpty() ? "x-unknown" : completed.contentType());
    json.writeEndObject();
    String location = data.responseHeaders().first("Location");
    json.writeStringField("redirectURL", location == null ? "" : UrlRedactor.redact(location));
    json.writeNumberField("headersSize", -1);
    json.writeNumberField("bodySize", completed.responseBytes());
    json.writeEndObject();
  }

  private static void timings(
      JsonGenerator json, Event.RequestCompleted completed, RequestRecord.ExchangeData data)
      throws IOException {
    long receive = Math.max(0, completed.upstreamNanos() - data.firstByteNanos());
    json.writeObjectFieldStart("timings");
    json.writeNumberField("blocked", millis(data.queueNanos()));
    json.writeNumberField("dns", -1);
    json.writeNumberField("connect", data.connectNanos() == 0 ? -1 : millis(data.connectNanos()));
    json.writeNumberField("send", 0);
    json.writeNumberField("wait", millis(data.firstByteNanos()));
    json.writeNumberField("receive", millis(receive));
    json.writeNumberField("ssl", -1);
    json.writeEndObject();
  }

  private static void cookies(JsonGenerator json, @Nullable String sent) throws IOException {
    json.writeArrayFieldStart("cookies");
    for (String pair :
        sent == null ? new String[0] : HeaderRedactor.redactValue("cookie", sent).split("; ")) {
      int equals = pair.indexOf('=');
      named(
          json,
          equals < 0 ? pair : pair.substring(0, equals),
          equals < 0 ? "" : pair.substring(equals + 1));
    }
    json.writeEndArray();
  }

  private static void fields(JsonGenerator json, List<NameValue> fields) throws IOException {
    json.writeArrayFieldStart("headers");
    for (RequestDetail.NameValue nameValue : fields) {
      named(json, nameValue.name(), nameValue.value());
    }
    json.writeEndArray();
  }

  private static void named(JsonGenerator json, String name, String value) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", name);
    json.writeStringField("value", value);
    json.writeEndObject();
  }

  private static String time(Event.RequestCompleted completed) {
    return Instant.ofEpochMilli(completed.atMillis()).toString();
  }

  /// Milliseconds, rounded to a microsecond.
  private static double millis(long nanos) {
    return Double.parseDouble(String.format(Locale.ROOT, "%.3f", nanos / 1e6));
  }
}
