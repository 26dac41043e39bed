package dev.brummer.proxy.sourcemap;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Fetches the source maps of a dev server's scripts on demand and caches the last ones for a few
/// seconds: the next error likely comes from the same script, and the script likely changes.
/// Thread-safe; blocks.
public final class SourceMapCache {
  private static final int MAX_CACHED = 16;
  private static final long MAX_AGE_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final int TIMEOUT_MILLIS = 2000;
  private static final int MAX_BYTES = 32 * 1024 * 1024;
  private static final String URL_COMMENT = "sourceMappingURL=";

  private final Map<String, CachedMap> cache = new LinkedHashMap<>(16, 0.75f, true);

  private record CachedMap(@Nullable FetchedMap map, long fetchedNanos) {}

  /// A source map and the base URL of its sources.
  record FetchedMap(SourceMap map, URI base) {}

  /// The map of the script at this URL, or null if it has none.
  @Nullable FetchedMap find(String script) {
    long now = System.nanoTime();
    synchronized (cache) {
      CachedMap cached = cache.get(script);
      if (cached != null && now - cached.fetchedNanos() < MAX_AGE_NANOS) {
        return cached.map();
      }
    }
    FetchedMap fetched;
    try {
      fetched = fetch(URI.create(script));
    } catch (IOException | IllegalArgumentException unavailable) {
      fetched = null;
    }
    synchronized (cache) {
      cache.put(script, new CachedMap(fetched, now));
      if (cache.size() > MAX_CACHED) {
        cache.remove(cache.keySet().iterator().next());
      }
    }
    return fetched;
  }

  private static @Nullable FetchedMap fetch(URI script) throws IOException {
    String text = new String(get(script), StandardCharsets.UTF_8);
    int mark = text.lastIndexOf(URL_COMMENT);
    if (mark < 0) {
      return null;
    }
    String reference = text.substring(mark + URL_COMMENT.length()).split("[\\s'\"*]", 2)[0];
    if (reference.startsWith("data:")) {
      int comma = reference.indexOf(',');
      byte[] json = Base64.getMimeDecoder().decode(reference.substring(comma + 1));
      return new FetchedMap(SourceMap.parse(json), script);
    }
    URI map = resolve(script, reference);
    boolean same = String.valueOf(map.getAuthority()).equals(script.getAuthority());
    return same ? new FetchedMap(SourceMap.parse(get(map)), map) : null;
  }

  private static URI resolve(URI base, String relative) throws IOException {
    try {
      return base.resolve(new URI(relative));
    } catch (URISyntaxException malformed) {
      throw new IOException(malformed);
    }
  }

  private static byte[] get(URI url) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection();
    connection.setConnectTimeout(TIMEOUT_MILLIS);
    connection.setReadTimeout(TIMEOUT_MILLIS);
    connection.setInstanceFollowRedirects(false);
    connection.setRequestProperty("Accept", "*/*");
    connection.setRequestProperty("Sec-Fetch-Dest", "script");
    try (InputStream in = connection.getInputStream()) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES || connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
        throw new IOException("unexpected response");
      }
      return bytes;
    } finally {
      connection.disconnect();
    }
  }
}
