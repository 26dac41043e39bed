package dev.brummer.tui.view;

import dev.brummer.engine.event.RequestDetail;
import dev.brummer.engine.event.RequestDetail.Body;
import dev.brummer.engine.event.RequestDetail.NameValue;
import java.util.List;

/// Details of browser requests to the sample shop.
final class RequestDetailFixture {
  private RequestDetailFixture() {}

  /// @param authenticated whether the request carries a token and fails, else a cookie
  static RequestDetail create(boolean authenticated) {
    return new RequestDetail.Values(
        "http://localhost:5173",
        "4bf92f3577b34da6a3ce929d0e0e4736",
        0,
        640_000,
        3_100_000,
        List.of(
            new NameValue("Accept", "text/html,application/xhtml+xml"),
            new NameValue("Cookie", "session=…"),
            new NameValue("User-Agent", "Mozilla/5.0 (X11; Linux x86_64)")),
        List.of(
            new NameValue("Content-Type", "text/html; charset=utf-8"),
            new NameValue("Cache-Control", "no-cache")),
        Body.NONE,
        authenticated ? new Body("{\n  \"error\" : \"upstream timed out\"\n}", false) : Body.NONE,
        authenticated ? "Bearer JWT" : "cookie",
        authenticated
            ? List.of(new NameValue("sub", "alice"), new NameValue("exp", "2026-10-02T08:00:00Z"))
            : List.of(),
        "",
        "curl http://localhost:5173/");
  }
}
