package dev.brummer.app.e2e;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Proxied URL of one process as the URLs view shows it. Fetches pages like a browser.
record ProxiedUrl(String url) {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /// Matches the row of a process: its URL and the proxied URL.
  static Pattern row(String process) {
    return Pattern.compile("│[ ▌]" + process + " +(https?://\\S+) +→ (http://localhost:[0-9]+)/? ");
  }

  /// Finds the proxied URL of a process.
  ///
  /// @param screen screen with the URLs view
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

  /// Fetches a JavaScript module with the headers of an import.
  String fetchModule(String path) throws Exception {
    return get(resolve(path), "*/*", "script");
  }

  /// Fetches a document with the headers of a navigation.
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
