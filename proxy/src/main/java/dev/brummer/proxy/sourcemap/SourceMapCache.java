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

/// The source maps of a dev server's scripts. Fetches them when an error asks for them, and keeps
/// the last ones for a few seconds: the next error is likely to come from the same script, and the
/// script is likely to change. Any thread that may wait.
public final class SourceMapCache {
  private static final int KEPT = 16;
  private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final int TIMEOUT_MILLIS = 2000;
  private static final int MAX_BYTES = 32 * 1024 * 1024;
  private static final String MARK = "sourceMappingURL=";

  private final Map<String, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);

  private record Kept(@Nullable Known known, long atNanos) {}

  /// A script's map and the URL that its sources are relative to.
  record Known(SourceMap map, URI base) {}

  /// The map of the script at that URL, or null if it has none.
  @Nullable Known of(String script) {
    long now = System.nanoTime();
    synchronized (kept) {
      Kept old = kept.get(script);
      if (old != null && now - old.atNanos() < FRESH_NANOS) {
        return old.known();
      }
    }
    Known known;
    try {
      known = fetch(URI.create(script));
    } catch (IOException | IllegalArgumentException noMap) {
      known = null;
    }
    synchronized (kept) {
      kept.put(script, new Kept(known, now));
      if (kept.size() > KEPT) {
        kept.remove(kept.keySet().iterator().next());
      }
    }
    return known;
  }

  private static @Nullable Known fetch(URI script) throws IOException {
    String text = new String(get(script), StandardCharsets.UTF_8);
    int mark = text.lastIndexOf(MARK);
    if (mark < 0) {
      return null;
    }
    String where = text.substring(mark + MARK.length()).split("[\\s'\"*]", 2)[0];
    if (where.startsWith("data:")) {
      int comma = where.indexOf(',');
      byte[] json = Base64.getMimeDecoder().decode(where.substring(comma + 1));
      return new Known(SourceMap.parse(json), script);
    }
    URI map = resolved(script, where);
    boolean same = String.valueOf(map.getAuthority()).equals(script.getAuthority());
    return same ? new Known(SourceMap.parse(get(map)), map) : null;
  }

  private static URI resolved(URI base, String relative) throws IOException {
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
        throw new IOException("not a script to read");
      }
      return bytes;
    } finally {
      connection.disconnect();
    }
  }
}
