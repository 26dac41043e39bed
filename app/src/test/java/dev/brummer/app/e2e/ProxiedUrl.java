package dev.brummer.app.e2e;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the URLs view shows of one process, and pages fetched as a browser would.
record ProxiedUrl(String url) {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /// The row of `process`: what it printed, and where the proxy serves it.
  static Pattern row(String process) {
    return Pattern.compile("│[ ▌]" + process + " +(https?://\\S+) +→ (http://localhost:[0-9]+)/? ");
  }

  /// @param screen shows the URLs view
  static ProxiedUrl parse(String screen, String process) {
    Matcher row = row(process).matcher(screen);
    if (!row.find()) {
      throw new AssertionError("no proxied URL of " + process + " on the screen:\n" + screen);
    }
    return new ProxiedUrl(row.group(2));
  }

  URI resolve(String path) {
    return URI.create(url + path);
  }

  String fetchPage(String path) throws Exception {
    return fetchDocument(resolve(path));
  }

  /// A module as a browser's import asks for one.
  String fetchModule(String path) throws Exception {
    return get(resolve(path), "*/*", "script");
  }

  /// A document as a browser's address bar asks for one.
  static String fetchDocument(URI uri) throws Exception {
    return get(uri, "text/html,*/*;q=0.8", "document");
  }

  private static String get(URI uri, String accept, String destination) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .timeout(Duration.ofSeconds(20))
            .header("Accept", accept)
            .header("Sec-Fetch-Dest", destination)
            .build();
    return CLIENT.send(request, BodyHandlers.ofString()).body();
  }
}
