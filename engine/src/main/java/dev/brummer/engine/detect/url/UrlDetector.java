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
import org.jspecify.annotations.Nullable;

/// Finds the URLs that a process prints, each once per run. External URLs are published at once;
/// [UrlClaims] decides about those of this machine.
public final class UrlDetector implements Detector {
  private static final long KEYWORDS = Keyword.bits(Keyword.HTTP, Keyword.HOST, Keyword.PORT);
  private static final int MAX_URLS = 64;
  private static final int MAX_URLS_PER_ORIGIN = 8;

  /// Of URLs that are only mentioned, for example in a request log.
  private static final int MAX_MENTIONS = 32;

  private final Map<Integer, ProcessContext> contexts = new HashMap<>();
  private final Supplier<Set<String>> interfaceAddresses;
  private final UrlClaims claims;

  /// URLs printed in the current run, and their number per origin.
  private static final class ProcessContext {
    final Map<String, Claim> urls = new LinkedHashMap<>();
    final Map<String, Scope> external = new LinkedHashMap<>();
    final Map<String, Integer> origins = new HashMap<>();
    int mentions;
  }

  /// A detector that decides by the words next to a URL.
  public UrlDetector() {
    this(new InterfaceAddresses());
  }

  /// @param localAddresses textual addresses of this machine's interfaces, without loopback
  public UrlDetector(Supplier<Set<String>> localAddresses) {
    this(localAddresses, new UrlClaims.ByWords());
  }

  /// A detector that decides by the holders of the ports.
  public UrlDetector(UrlResolver resolver) {
    this(new InterfaceAddresses(), resolver);
  }

  UrlDetector(Supplier<Set<String>> localAddresses, UrlClaims claims) {
    this.interfaceAddresses = localAddresses;
    this.claims = claims;
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

  private void onUrl(ScannedLine line, PrintedUrl printed, Consumer<Event> found) {
    NormalizedUrl url = printed.url();
    Scope scope = scopeOf(url, printed.label());
    ProcessContext context = contexts.computeIfAbsent(line.process(), id -> new ProcessContext());
    if (!isNew(context, printed)) {
      return;
    }
    UrlClaim claim = new UrlClaim(line.process(), line.number(), printed, scope, line.atMillis());
    boolean ofThisMachine = scope == Scope.LOCAL || isLocalAddress(url);
    if (ofThisMachine) {
      claims.onPrinted(claim, found);
    } else {
      context.external.put(url.text(), scope);
      found.accept(claim.toEvent(line.process()));
    }
  }

  /// True for a URL that was not printed before, or only with a weaker claim.
  private static boolean isNew(ProcessContext context, PrintedUrl printed) {
    String text = printed.url().text();
    Claim before = context.urls.get(text);
    if (before != null) {
      boolean stronger =
          printed.claim().compareTo(before) > 0 && !context.external.containsKey(text);
      if (stronger) {
        context.urls.put(text, printed.claim());
      }
      return stronger;
    }
    String origin = printed.url().origin();
    if (printed.claim() == Claim.MENTION) {
      if (context.mentions == MAX_MENTIONS || context.origins.containsKey(origin)) {
        return false;
      }
      context.mentions++;
      context.origins.put(origin, 0);
    } else {
      int offered = context.urls.size() - context.mentions;
      if (offered >= MAX_URLS || context.origins.getOrDefault(origin, 0) >= MAX_URLS_PER_ORIGIN) {
        return false;
      }
      context.origins.merge(origin, 1, Integer::sum);
    }
    context.urls.put(text, printed.claim());
    return true;
  }

  private boolean isLocalAddress(NormalizedUrl url) {
    return interfaceAddresses.get().contains(url.host());
  }

  private Scope scopeOf(NormalizedUrl url, String label) {
    if (url.isLoopback()) {
      return Scope.LOCAL;
    }
    boolean labelledNetwork = label.toLowerCase(Locale.ROOT).contains("network");
    return labelledNetwork || isLocalAddress(url) ? Scope.NETWORK : Scope.EXTERNAL;
  }

  @Override
  public void processStarted(int process, long atMillis) {
    contexts.remove(process);
  }

  @Override
  public void processExited(int process, long atMillis, Consumer<Event> found) {
    claims.onExited(process, atMillis, found);
    @Nullable ProcessContext context = contexts.remove(process);
    if (context != null) {
      context
          .external
          .keySet()
          .forEach(url -> found.accept(new Event.UrlExpired(process, url, atMillis)));
    }
  }
}
