package dev.brummer.engine.detect.url;

import dev.brummer.engine.detect.line.Detector;
import dev.brummer.engine.detect.line.Keyword;
import dev.brummer.engine.detect.line.ScannedLine;
import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.Event.UrlDetected.Scope;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Publishes each URL that a process prints, once per run. URLs in connection errors, request logs
/// and stack frames are ignored: they point to other servers.
public final class UrlDetector implements Detector {
  private static final long KEYWORDS = Keyword.bits(Keyword.HTTP, Keyword.HOST, Keyword.PORT);
  private static final int MAX_URLS = 64;
  private static final int MAX_URLS_PER_ORIGIN = 8;

  private final Map<Integer, ProcessContext> contexts = new HashMap<>();
  private final Supplier<Set<String>> localAddresses;

  /// URLs printed in the current run, and their number per origin.
  private static final class ProcessContext {
    final Map<String, Scope> urls = new LinkedHashMap<>();
    final Map<String, Integer> origins = new HashMap<>();
  }

  public UrlDetector() {
    this(new LocalAddresses());
  }

  /// @param localAddresses textual addresses of this machine's interfaces, without loopback
  public UrlDetector(Supplier<Set<String>> localAddresses) {
    this.localAddresses = localAddresses;
  }

  @Override
  public String name() {
    return "URL detector";
  }

  @Override
  public long keywords() {
    return KEYWORDS;
  }

  @Override
  public void onLine(ScannedLine line, Consumer<Event> found) {
    if (line.hasAny(KEYWORDS)) {
      UrlScanner.scan(line).forEach(printed -> onUrl(line, printed, found));
    }
  }

  private void onUrl(ScannedLine line, UrlScanner.PrintedUrl printed, Consumer<Event> found) {
    NormalizedUrl url = printed.url();
    Scope scope = scopeOf(url, printed.label());
    if (scope == Scope.LOCAL && printed.remote()) {
      return;
    }
    ProcessContext context = contexts.computeIfAbsent(line.process(), id -> new ProcessContext());
    String text = url.text();
    boolean room =
        context.urls.size() < MAX_URLS
            && context.origins.getOrDefault(url.origin(), 0) < MAX_URLS_PER_ORIGIN;
    if (room && context.urls.putIfAbsent(text, scope) == null) {
      context.origins.merge(url.origin(), 1, Integer::sum);
      found.accept(
          new Event.UrlDetected(
              line.process(), line.number(), text, scope, printed.label(), line.atMillis()));
    }
  }

  private Scope scopeOf(NormalizedUrl url, String label) {
    if (url.isLoopback()) {
      return Scope.LOCAL;
    }
    boolean labelledNetwork = label.toLowerCase(Locale.ROOT).contains("network");
    return labelledNetwork || localAddresses.get().contains(url.host())
        ? Scope.NETWORK
        : Scope.EXTERNAL;
  }

  @Override
  public void processStarted(int process) {
    contexts.remove(process);
  }

  @Override
  public void processExited(int process, long atMillis, Consumer<Event> found) {
    ProcessContext context = contexts.remove(process);
    if (context != null) {
      context
          .urls
          .keySet()
          .forEach(url -> found.accept(new Event.UrlExpired(process, url, atMillis)));
    }
  }
}
