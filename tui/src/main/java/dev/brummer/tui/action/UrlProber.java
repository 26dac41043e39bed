package dev.brummer.tui.action;

import dev.brummer.engine.event.Event;
import dev.brummer.tui.inbox.UiInbox;
import dev.brummer.tui.inbox.UiMessage;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.list.UrlList;
import dev.brummer.tui.model.list.UrlRow;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Requests local URLs while the URL view is shown, to show their status and title. Rate-limited to
/// one request per URL and [#PROBE_INTERVAL_MILLIS], because each probe shows in the server's log.
/// Confined to the thread `tui`; requests run on virtual threads and post their result to the
/// inbox.
public final class UrlProber {
  private static final long PROBE_INTERVAL_MILLIS = 30_000;
  private static final int TIMEOUT_MILLIS = 2_000;
  private static final int MAX_CHARS = 32 * 1024;
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})");
  private static final Pattern TITLE =
      Pattern.compile("<title[^>]*>([^<]{1,200})", Pattern.CASE_INSENSITIVE);

  private final UiInbox inbox;
  private final Map<String, Long> lastProbed = new HashMap<>();

  public UrlProber(UiInbox inbox) {
    this.inbox = inbox;
  }

  /// Probes the URLs whose interval has elapsed.
  public void probeDue(Model model) {
    lastProbed.keySet().retainAll(model.urls().rows().stream().map(UrlRow::url).toList());
    for (UrlRow row : model.urls().rows()) {
      boolean local = row.scope() == Event.UrlDetected.Scope.LOCAL;
      boolean recent = lastProbed.getOrDefault(row.url(), 0L) > model.now() - PROBE_INTERVAL_MILLIS;
      if (local && row.url().startsWith("http://") && !recent) {
        lastProbed.put(row.url(), model.now());
        long now = model.now();
        Thread.ofVirtual()
            .name("probe")
            .start(() -> inbox.post(new UiMessage.UrlProbed(row.url(), probe(row.url(), now))));
      }
    }
  }

  private static UrlList.ProbeResult probe(String url, long now) {
    try {
      URI uri = URI.create(url);
      if (uri.getHost() == null) {
        return new UrlList.ProbeResult(0, "no host", now);
      }
      return parse(request(uri), now);
    } catch (IllegalArgumentException malformed) {
      return new UrlList.ProbeResult(0, "not a URL", now);
    } catch (IOException unreachable) {
      return new UrlList.ProbeResult(0, "no response: " + unreachable.getMessage(), now);
    }
  }

  /// The first bytes of the response. Tries every address of the host, since a server may listen on
  /// one of them only.
  private static String request(URI uri) throws IOException {
    IOException failure = new IOException("no address of the host");
    String host = uri.getHost().replace("[", "").replace("]", "");
    for (InetAddress address : InetAddress.getAllByName(host)) {
      try (Socket socket = new Socket()) {
        socket.setSoTimeout(TIMEOUT_MILLIS);
        int port = uri.getPort() < 0 ? 80 : uri.getPort();
        socket.connect(new InetSocketAddress(address, port), TIMEOUT_MILLIS);
        String path =
            uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String request =
            "GET "
                + path
                + " HTTP/1.0\r\nHost: "
                + uri.getHost()
                + ":"
                + port
                + "\r\nAccept: text/html,*/*\r\nUser-Agent: brummer\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return readPrefix(socket.getInputStream());
      } catch (IOException refused) {
        failure = refused;
      }
    }
    throw failure;
  }

  private static String readPrefix(InputStream in) throws IOException {
    StringBuilder text = new StringBuilder();
    byte[] part = new byte[4096];
    int count = in.read(part);
    while (count > 0 && text.length() < MAX_CHARS && !TITLE.matcher(text).find()) {
      text.append(new String(part, 0, count, StandardCharsets.UTF_8));
      count = TITLE.matcher(text).find() ? 0 : in.read(part);
    }
    return text.toString();
  }

  private static UrlList.ProbeResult parse(String response, long now) {
    Matcher status = STATUS.matcher(response);
    if (!status.lookingAt()) {
      return new UrlList.ProbeResult(0, "no HTTP response", now);
    }
    Matcher title = TITLE.matcher(response);
    String text = title.find() ? title.group(1).strip().replaceAll("\\s+", " ") : "";
    return new UrlList.ProbeResult(Integer.parseInt(status.group(1)), text, now);
  }
}
