package dev.brummer.tui.action;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.file.IoErrorMessage;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Requests local URLs to show their status and title: while the URL view is shown, and before one
/// of several URLs is opened. Rate-limited to one request per URL and [#PROBE_INTERVAL_MILLIS],
/// because each probe shows in the server's log; a URL without a response is retried every
/// [#RETRY_INTERVAL_MILLIS]. Confined to the thread `tui`; requests run on virtual threads and post
/// their result to the inbox.
public final class UrlProber {
  private static final long PROBE_INTERVAL_MILLIS = 30_000;

  /// Interval after a server error, which a server may send while it starts.
  private static final long ERROR_INTERVAL_MILLIS = 5_000;

  private static final long RETRY_INTERVAL_MILLIS = 1_000;
  private static final int TIMEOUT_MILLIS = 2_000;

  /// Maximum wait for the responses of several URLs before one of them is opened.
  private static final long CHOICE_TIMEOUT_MILLIS = 2_500;

  private static final int MAX_CHARS = 32 * 1024;
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})");
  private static final Pattern HTML =
      Pattern.compile("(?im)^content-type:\\s*(?:text/html|application/xhtml)");
  private static final Pattern TITLE =
      Pattern.compile("<title[^>]*>([^<]{1,200})", Pattern.CASE_INSENSITIVE);

  private final UiInbox inbox;
  private final UnaryOperator<String> original;
  private final Map<String, Long> lastProbed = new HashMap<>();

  /// @param original finds the URL of a masked one; thread `tui`
  public UrlProber(UiInbox inbox, UnaryOperator<String> original) {
    this.inbox = inbox;
    this.original = original;
  }

  /// Probes the URLs whose interval has elapsed.
  public void probeDue(Model model) {
    lastProbed.keySet().retainAll(model.urls().rows().stream().map(UrlRow::url).toList());
    for (UrlRow row : model.urls().rows()) {
      if (isProbeable(row) && isDue(model, row.url())) {
        start(row.url(), model.now());
      }
    }
  }

  private static boolean isProbeable(UrlRow row) {
    return row.scope() == Event.UrlDetected.Scope.LOCAL
        && (row.url().startsWith("http://") || row.url().startsWith("https://"));
  }

  private boolean isDue(Model model, String url) {
    Long last = lastProbed.get(url);
    UrlList.ProbeResult result = model.urls().probe(url);
    if (last == null) {
      return true;
    }
    return model.now() - last >= interval(last, result);
  }

  private static long interval(long last, UrlList.@Nullable ProbeResult result) {
    if (result == null || result.atMillis() < last) {
      return PROBE_INTERVAL_MILLIS;
    }
    if (result.status() == 0) {
      return RETRY_INTERVAL_MILLIS;
    }
    return result.status() < 500 ? PROBE_INTERVAL_MILLIS : ERROR_INTERVAL_MILLIS;
  }

  private Thread start(String url, long now) {
    lastProbed.put(url, now);
    String address = original.apply(url);
    return Thread.ofVirtual()
        .name("probe")
        .start(() -> inbox.post(new UiMessage.UrlProbed(url, probe(address, now))));
  }

  /// Probes those of several URLs that have not responded yet, then runs `next` on the thread
  /// `tui`. Runs it at once if there is nothing to probe.
  void probeUnknown(Model model, List<UrlRow> rows, Runnable next) {
    List<Thread> probes = new ArrayList<>();
    for (UrlRow row : rows) {
      UrlList.ProbeResult known = model.urls().probe(row.url());
      if (rows.size() > 1 && isProbeable(row) && (known == null || known.status() == 0)) {
        probes.add(start(row.url(), model.now()));
      }
    }
    if (probes.isEmpty()) {
      next.run();
      return;
    }
    Thread.ofVirtual()
        .name("probe-choice")
        .start(() -> {
          await(probes);
          inbox.post(new UiMessage.Continuation(next));
        });
  }

  private static void await(List<Thread> probes) {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(CHOICE_TIMEOUT_MILLIS);
    try {
      for (Thread probe : probes) {
        probe.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /// Requests the URL once; blocks up to the timeouts.
  static UrlList.ProbeResult probe(String url, long now) {
    try {
      URI uri = URI.create(url);
      if (uri.getHost() == null) {
        return UrlList.ProbeResult.failed("no host", now);
      }
      return parse(request(uri), now);
    } catch (IllegalArgumentException malformed) {
      return UrlList.ProbeResult.failed("not a URL", now);
    } catch (IOException unreachable) {
      return UrlList.ProbeResult.failed("no response: " + IoErrorMessage.of(unreachable), now);
    }
  }

  /// The first bytes of the response. Tries every address of the host, since a server may listen on
  /// one of them only.
  private static String request(URI uri) throws IOException {
    IOException failure = new IOException("no address of the host");
    String host = uri.getHost().replace("[", "").replace("]", "");
    boolean tls = uri.getScheme().equals("https");
    int port = uri.getPort() >= 0 ? uri.getPort() : tls ? 443 : 80;
    for (InetAddress address : InetAddress.getAllByName(host)) {
      try (Socket socket = new Socket()) {
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.connect(new InetSocketAddress(address, port), TIMEOUT_MILLIS);
        Socket stream = tls ? ProbeTls.wrap(socket, address, host, port) : socket;
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
        stream.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        stream.getOutputStream().flush();
        return readPrefix(stream.getInputStream());
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
      return UrlList.ProbeResult.failed("no HTTP response", now);
    }
    Matcher title = TITLE.matcher(response);
    String text = title.find() ? title.group(1).strip().replaceAll("\\s+", " ") : "";
    boolean page = HTML.matcher(response).find();
    return new UrlList.ProbeResult(Integer.parseInt(status.group(1)), text, page, now);
  }
}
