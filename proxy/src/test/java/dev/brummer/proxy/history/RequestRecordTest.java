package dev.brummer.proxy.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.RequestDetail.NameValue;
import dev.brummer.engine.mask.Masking;
import dev.brummer.engine.secret.SecretValues;
import dev.brummer.proxy.http.message.HeaderFields;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Recorded requests and the redaction of their secrets.
class RequestRecordTest {
  private static final String SECRET = "s3cr3t";

  private static HeaderFields headersOf(String... namesAndValues) {
    HeaderFields headers = new HeaderFields();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      headers.add(namesAndValues[i], namesAndValues[i + 1]);
    }
    return headers;
  }

  private static RequestRecord record(
      String method, String target, HeaderFields request, HeaderFields response, String body) {
    return new RequestRecord(
        1,
        new RequestRecord.ExchangeData(
            method,
            target,
            "http://localhost:5173",
            "localhost:20888",
            20888,
            request.pack(new PackedHeaders[1]),
            "OK",
            response.pack(new PackedHeaders[1]),
            false,
            7,
            "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
            "",
            0,
            1_000_000,
            2_000_000),
        body.getBytes(StandardCharsets.UTF_8),
        BodyPrefix.NONE);
  }

  private static RequestRecord get(String... fields) {
    return record("GET", "/a?b=c", headersOf(fields), headersOf(), "");
  }

  private static String jwt(String claims) {
    Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
    return encoder.encodeToString("{\"alg\":\"HS256\"}".getBytes(StandardCharsets.UTF_8))
        + "."
        + encoder.encodeToString(claims.getBytes(StandardCharsets.UTF_8))
        + "."
        + SECRET;
  }

  private static Event.RequestCompleted completed(
      long id, RequestRecord detail, long requestBytes) {
    return new Event.RequestCompleted(
        id,
        7,
        "GET",
        "/a?b=c",
        200,
        "text/html",
        requestBytes,
        5,
        4_000_000,
        3_000_000,
        1000,
        id == 1,
        "0a1b2c-1",
        "",
        detail,
        1_700_000_000_000L);
  }

  @ParameterizedTest
  @CsvSource({
    "Authorization, Bearer s3cr3t, Bearer …",
    "authorization, s3cr3t, …",
    "Proxy-Authorization, Basic s3cr3t, Basic …",
    "Cookie, a=s3cr3t; b=s3cr3t, a=…; b=…",
    "Cookie, s3cr3t, …",
    "Set-Cookie, id=s3cr3t; Path=/; HttpOnly, id=…; Path=/; HttpOnly",
    "X-API-Key, s3cr3t, …",
    "X-CSRF-Token, s3cr3t, …",
    "Accept, text/html, text/html"
  })
  void field_secret_masked(String name, String value, String shown) {
    RequestRecord requestRecord =
        record("GET", "/", headersOf(name, value), headersOf(name, value), "");
    assertEquals(List.of(new NameValue(name, shown)), requestRecord.requestHeaders());
    assertEquals(List.of(new NameValue(name, shown)), requestRecord.responseHeaders());
  }

  @Test
  void auth_jwt_claimsWithoutToken() {
    RequestRecord requestRecord =
        get(
            "Authorization",
            "Bearer "
                + jwt(
                    "{\"sub\":\"al\\u0007ice\",\"exp\":1700000000,\"roles\":[\"a\",\"b\"],\"o\":{\"x\":1}}"));
    assertEquals("Bearer JWT", requestRecord.authentication());
    assertEquals(
        List.of(
            new NameValue("sub", "al ice"),
            new NameValue("exp", "2023-11-14T22:13:20Z"),
            new NameValue("roles", "a b"),
            new NameValue("o", "{…}")),
        requestRecord.claims());
  }

  @ParameterizedTest
  @CsvSource({
    "Bearer abc, Bearer",
    "Bearer a.b.c, Bearer",
    "Bearer a.W10.c, Bearer",
    "basic YTpi, Basic",
    "abc, Token",
    "'', ''"
  })
  void auth_noJwt_kindAlone(String authorization, String kind) {
    RequestRecord requestRecord = get("Authorization", authorization);
    assertEquals(kind, requestRecord.authentication());
    assertTrue(requestRecord.claims().isEmpty());
  }

  @Test
  void auth_cookiesAlone_saidSo() {
    assertEquals("cookie", get("Cookie", "a=b").authentication());
  }

  @Test
  void curl_quotesAndLeavesSecretsOut() {
    RequestRecord requestRecord =
        record(
            "POST",
            "/it's?a=$b",
            headersOf(
                "Host",
                "localhost:20888",
                "Authorization",
                "Bearer " + SECRET,
                "Cookie",
                "a=" + SECRET,
                "X-Api-Key",
                SECRET,
                "Content-Length",
                "12",
                "Content-Type",
                "application/json",
                "X-Empty",
                "",
                "Accept-Encoding",
                "gzip"),
            headersOf(),
            "{\"it\":\"'$x'\"}");
    assertEquals(
        """
        curl 'http://localhost:5173/it'\\''s?a=$b' \\
          -H "Authorization: Bearer $TOKEN" \\
          -b "$COOKIE" \\
          -H 'X-Api-Key: …' \\
          -H 'Content-Type: application/json' \\
          -H 'X-Empty;' \\
          --compressed \\
          --data-raw '{"it":"'\\''$x'\\''"}'\
        """,
        requestRecord.curl());
  }

  @Test
  void curl_secretsInUrlFormAndReferer_becomeVariables() {
    HeaderFields headers =
        headersOf(
            "Content-Type",
            "application/x-www-form-urlencoded",
            "Referer",
            "http://localhost/?token=" + SECRET);
    String target = "/p?a=1&api_key=" + SECRET + "&v=" + jwt("{}");
    String curl = record("POST", target, headers, headersOf(), "user=u&password=" + SECRET).curl();
    assertFalse(curl.contains(SECRET), curl);
    assertTrue(curl.contains("'http://localhost:5173/p?a=1&api_key='\"$TOKEN\"'&v='\"$TOKEN\"''"));
    assertTrue(curl.contains("'user=u&password='\"$TOKEN\"''"), curl);
    assertTrue(curl.contains("'Referer: http://localhost/?token=…'"), curl);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Location|http://u:p@h/cb#access_token=a|http://…@h/cb#access_token=…",
        "Referer|http://h/?a=b&sig=c|http://h/?a=b&sig=…",
        "Link|<http://h/a?key=b>; rel=x|<http://h/a?key=…>; rel=x",
        "X-Original-URL|/a?token=b|/a?token=…",
        "Content-Type|text/html; charset=utf-8|text/html; charset=utf-8"
      })
  void field_urlWithSecret_masked(String name, String value, String shown) {
    RequestRecord record = record("GET", "/", headersOf(), headersOf(name, value), "");
    assertEquals(List.of(new NameValue(name, shown)), record.responseHeaders());
  }

  @Test
  void curl_methods() {
    assertTrue(record("HEAD", "/", headersOf(), headersOf(), "").curl().endsWith("/ --head"));
    assertTrue(record("DELETE", "/", headersOf(), headersOf(), "").curl().endsWith("/ -X DELETE"));
    assertTrue(
        record("PUT", "/", headersOf(), headersOf(), "\u0000")
            .curl()
            .endsWith("-X PUT \\\n  --data-binary @body.bin"));
  }

  @Test
  void trace_ofTraceparent_isItsId() {
    assertEquals("4bf92f3577b34da6a3ce929d0e0e4736", get().traceId());
  }

  @Test
  void history_full_oldestGoesAndIsNotFound() {
    RequestHistory history = new RequestHistory(3);
    for (int id = 1; id <= 5; id++) {
      history.add(completed(id, get(), 0));
    }
    assertEquals(
        List.of(3L, 4L, 5L), history.all().stream().map(Event.RequestCompleted::id).toList());
    assertNull(history.find(2));
    assertEquals(4, history.find(4).id());
  }

  @Test
  void history_manyBodies_oldestForgotten() {
    RequestHistory history = new RequestHistory(1000);
    List<RequestRecord> records = new ArrayList<>();
    for (int id = 1; id <= 129; id++) {
      RequestRecord requestRecord = record("POST", "/", headersOf(), headersOf(), "body");
      records.add(requestRecord);
      history.add(completed(id, requestRecord, 4));
    }
    assertNull(records.getFirst().body());
    assertEquals("body", new String(records.get(1).body(), StandardCharsets.UTF_8));
  }

  @Test
  void archive_knownSecrets_areMaskedUnlessTheProcessIsExempt() throws Exception {
    SecretValues values = new SecretValues(value -> false);
    values.addFromFile("API_KEY", "known/sec\"ret");
    Masking masking = new Masking();
    masking.learn(values);
    RequestRecord requestRecord =
        record(
            "GET",
            "/a?b=known%2Fsec%22ret",
            headersOf("X-Config", "known/sec\"ret"),
            headersOf("X-Echo", "known/sec\"ret"),
            "");
    StringWriter out = new StringWriter();
    HarWriter.write(List.of(completed(1, requestRecord, 0)), "1.0", masking, out);
    assertFalse(out.toString().contains("ret\""), out.toString());
    assertTrue(out.toString().contains("\"‹API_KEY›\""), out.toString());

    masking.exempt(process -> true);
    StringWriter raw = new StringWriter();
    HarWriter.write(List.of(completed(1, requestRecord, 0)), "1.0", masking, raw);
    assertTrue(raw.toString().contains("known/sec\\\"ret"), raw.toString());
  }

  @Test
  void archive_isHar12AndKeepsNoSecret() throws Exception {
    RequestRecord requestRecord =
        record(
            "GET",
            "/a?b=c",
            headersOf("Cookie", "id=" + SECRET, "Authorization", "Bearer " + SECRET),
            headersOf("Set-Cookie", "id=" + SECRET, "Location", "/next"),
            "");
    StringWriter out = new StringWriter();
    HarWriter.write(List.of(completed(1, requestRecord, 0)), "1.0", new Masking(), out);
    String har = out.toString();

    assertFalse(har.contains(SECRET), har);
    try (JsonParser parser = new JsonFactory().createParser(har)) {
      while (parser.nextToken() != null) {}
    }
    String flat = har.replaceAll("\\s+", "");
    for (String wanted :
        List.of(
            "\"version\":\"1.2\"",
            "\"creator\":{\"name\":\"brummer\",\"version\":\"1.0\"}",
            "\"pages\":[{\"startedDateTime\":\"2023-11-14T22:13:20Z\",\"id\":\"0a1b2c-1\"",
            "\"pageref\":\"0a1b2c-1\"",
            "\"time\":4.0,\"request\":{\"method\":\"GET\",\"url\":\"http://localhost:20888/a?b=c\"",
            "\"queryString\":[{\"name\":\"b\",\"value\":\"c\"}]",
            "\"cookies\":[{\"name\":\"id\",\"value\":\"…\"}]",
            "\"redirectURL\":\"/next\"",
            "\"timings\":{\"blocked\":0.0,\"dns\":-1,\"connect\":1.0,\"send\":0,\"wait\":2.0,\"receive\":1.0,\"ssl\":-1}")) {
      assertTrue(flat.contains(wanted), wanted + " not in " + flat);
    }
  }
}
