package dev.brummer.app.mcp.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestGuardTest {
  private final RequestGuard guard = new RequestGuard("secret", 1 << 20);

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "localhost:7777,-,0",
        "127.0.0.1,-,0",
        "[::1]:7777,-,0",
        "LOCALHOST:1,http://localhost:5173,0",
        "localhost,https://[::1],0",
        "evil.example,-,403",
        "localhost.evil.example:7777,-,403",
        "localhost:7777@evil.example,-,403",
        "localhost:,-,403",
        "-,-,403",
        "localhost,http://evil.example,403",
        "localhost,http://localhost.evil.example,403",
        "localhost,http://evil.example#http://localhost,403",
        "localhost,null,403",
        "localhost,file://,403",
        "localhost,chrome-extension://localhost,403",
      })
  void hostAndOrigin_mustBeLoopback(String host, String origin, int status) {
    HttpRequest request = request("Bearer secret");
    if (host == null) {
      request.headers().remove("Host");
    } else {
      request.headers().set("Host", host);
    }
    if (origin != null) {
      request.headers().set("Origin", origin);
    }
    assertEquals(status, status(request));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "Bearer secret,0",
        "bearer secret,0",
        "Bearer secret2,401",
        "Bearer secre,401",
        "Bearer ,401",
        "Basic secret,401",
        "secret,401",
        "-,401"
      })
  void token_mustBeGiven(String authorization, int status) {
    assertEquals(status, status(request(authorization)));
  }

  @ParameterizedTest
  @CsvSource({
    "application/json,10,0",
    "application/json; charset=utf-8,10,0",
    "text/plain,10,415",
    "application/x-www-form-urlencoded,10,415",
    "application/json,104857600,413",
    "application/json,-1,400",
    "application/json,x,400"
  })
  void body_mustBeJsonOfBoundedLength(String type, String length, int status) {
    HttpRequest request = request("Bearer secret");
    request.headers().set("Content-Type", type).set("Content-Length", length);
    assertEquals(status, status(request));
  }

  @Test
  void preflightOfABrowser_isRefused() {
    HttpRequest request = request("Bearer secret");
    request.setMethod(HttpMethod.OPTIONS);
    assertEquals(405, status(request));
  }

  @Test
  void otherPath_isNotFound() {
    HttpRequest request = request("Bearer secret");
    request.setUri("/mcp2");
    assertEquals(404, status(request));
  }

  private int status(HttpRequest request) {
    RequestGuard.Refusal refusal = guard.check(request);
    return refusal == null ? 0 : refusal.status();
  }

  private static HttpRequest request(String authorization) {
    HttpRequest request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/mcp");
    request
        .headers()
        .set("Host", "localhost:7777")
        .set("Content-Type", "application/json")
        .set("Content-Length", "10");
    if (authorization != null) {
      request.headers().set("Authorization", authorization);
    }
    return request;
  }
}
