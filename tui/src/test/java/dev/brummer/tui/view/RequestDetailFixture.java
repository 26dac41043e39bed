package dev.brummer.tui.view;

import dev.brummer.engine.event.RequestDetail;
import java.util.List;

/// A request as a browser sends it to the shop.
record RequestDetailFixture(boolean authenticated) implements RequestDetail {
  @Override
  public String origin() {
    return "http://localhost:5173";
  }

  @Override
  public String traceId() {
    return "4bf92f3577b34da6a3ce929d0e0e4736";
  }

  @Override
  public long queueNanos() {
    return 0;
  }

  @Override
  public long connectNanos() {
    return 640_000;
  }

  @Override
  public long firstByteNanos() {
    return 3_100_000;
  }

  @Override
  public List<NameValue> requestHeaders() {
    return List.of(
        new NameValue("Accept", "text/html,application/xhtml+xml"),
        new NameValue("Cookie", "session=…"),
        new NameValue("User-Agent", "Mozilla/5.0 (X11; Linux x86_64)"));
  }

  @Override
  public List<NameValue> responseHeaders() {
    return List.of(
        new NameValue("Content-Type", "text/html; charset=utf-8"),
        new NameValue("Cache-Control", "no-cache"));
  }

  @Override
  public Body responseBody() {
    return authenticated
        ? new Body("{\n  \"error\" : \"upstream timed out\"\n}", false)
        : Body.NONE;
  }

  @Override
  public String authentication() {
    return authenticated ? "Bearer JWT" : "cookie";
  }

  @Override
  public List<NameValue> claims() {
    return authenticated
        ? List.of(new NameValue("sub", "alice"), new NameValue("exp", "2026-10-02T08:00:00Z"))
        : List.of();
  }

  @Override
  public String remark() {
    return "";
  }

  @Override
  public String curl() {
    return "curl http://localhost:5173/";
  }
}
