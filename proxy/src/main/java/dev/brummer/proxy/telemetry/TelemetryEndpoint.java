package dev.brummer.proxy.telemetry;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.EventBus;
import dev.brummer.proxy.sourcemap.SourceMapCache;
import dev.brummer.proxy.sourcemap.StackTraceMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/// Serves the telemetry script and receives its beacons. Thread-safe; the sessions are confined to
/// the event loop behind `owner`.
public final class TelemetryEndpoint {
  /// Maximum size of a beacon, in bytes.
  public static final int MAX_BEACON = 64 * 1024;

  private static final long HOUR_MILLIS = 3_600_000;
  private static final int MAX_SESSION_ID = 32;
  private static final int MAX_WAITING_ERRORS = 1024;

  /// Characters of a script element with a short nonce.
  private static final int ELEMENT_LENGTH = 160;

  /// Characters that occur neither in origins nor in port tables.
  private static final Pattern UNSAFE = Pattern.compile("[^\\w.:/=\\[\\] -]");

  private final EventBus bus;
  private final Executor owner;
  private final ToLongFunction<String> requestParser;
  private final SessionLimiter sessionLimiter = new SessionLimiter();
  private final BeaconParser beaconParser = new BeaconParser();
  private final StackTraceMapper stacks;

  /// Maps stack traces and explains blocked requests, one after the other, so that errors stay in
  /// order. A full queue leaves errors as they are.
  private final Executor errorExecutor = newErrorExecutor();

  private final String scriptTemplate;
  private final BlockedRequests blockedRequests;

  /// @param requests parses the request id of a `Server-Timing` value, 0 if there is none
  /// @param project directory to which sources are relative; empty for none
  public TelemetryEndpoint(
      EventBus bus, Executor owner, ToLongFunction<String> requests, String project) {
    this.stacks = new StackTraceMapper(new SourceMapCache(), project);
    this.bus = bus;
    this.requestParser = requests;
    this.owner = owner;
    this.scriptTemplate = loadScript();
    this.blockedRequests = new BlockedRequests(bus);
  }

  private static Executor newErrorExecutor() {
    ThreadPoolExecutor executor =
        new ThreadPoolExecutor(
            1,
            1,
            1,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MAX_WAITING_ERRORS),
            Thread.ofVirtual().name("page-error").factory());
    executor.allowCoreThreadTimeOut(true);
    return executor;
  }

  private static String loadScript() {
    try (InputStream in = TelemetryEndpoint.class.getResourceAsStream("telemetry.js")) {
      if (in == null) {
        throw new IllegalStateException("telemetry.js is missing from the program");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The script as served.
  ///
  /// @param etag its entity tag, with quotes
  public record Script(byte[] bytes, String etag) {}

  /// The script for the pages of one server.
  ///
  /// @param ports see [dev.brummer.proxy.route.Upstreams#portTable]
  /// @param server origin of the server as the pages name it
  public Script script(String ports, String server) {
    byte[] bytes =
        scriptTemplate
            .replace("@PORTS@", UNSAFE.matcher(ports).replaceAll(""))
            .replace("@SERVER@", UNSAFE.matcher(server).replaceAll(""))
            .getBytes(StandardCharsets.UTF_8);
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return new Script(bytes, "\"" + Long.toHexString(crc.getValue()) + "\"");
  }

  /// The script element for a document; the page returns `session` and `request` with its events.
  public byte[] scriptElement(String session, long request, @Nullable String nonce) {
    StringBuilder element = new StringBuilder(ELEMENT_LENGTH);
    element.append("<script src=\"/__brummer/t.js\" data-s=\"").append(session);
    element.append("\" data-r=\"").append(request).append('"');
    if (nonce != null) {
      element.append(" nonce=\"").append(attribute(nonce)).append('"');
    }
    return element.append("></script>").toString().getBytes(StandardCharsets.US_ASCII);
  }

  private static String attribute(String nonce) {
    return nonce.replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;");
  }

  /// Sender of a beacon.
  ///
  /// @param pageOrigin origin of the page, through the proxy
  /// @param serverOrigin origin of its server
  public record BeaconSender(
      int process, String session, String request, String pageOrigin, String serverOrigin) {}

  /// Accepts the first `length` bytes of a beacon.
  ///
  /// @return false if it is malformed
  public boolean accept(BeaconSender sender, byte[] bytes, int length) {
    if (!sender.session().matches("[0-9a-z-]{1," + MAX_SESSION_ID + "}")
        || !sender.request().matches("\\d{1,18}")) {
      return false;
    }
    try {
      List<TelemetryEvent> events = beaconParser.parse(bytes, length);
      owner.execute(() -> events.forEach(telemetryEvent -> handle(sender, telemetryEvent)));
      return true;
    } catch (IOException malformed) {
      return false;
    }
  }

  private void handle(BeaconSender sender, TelemetryEvent telemetryEvent) {
    long now = System.currentTimeMillis();
    switch (sessionLimiter.admit(sender.process(), sender.session(), now)) {
      case ACCEPTED -> {
        if (telemetryEvent.isAroundProxy()
            || !telemetryEvent.stack(sender.pageOrigin()).isEmpty()) {
          handleError(sender, telemetryEvent);
        } else {
          publish(sender, telemetryEvent, null);
        }
      }
      case FIRST_REJECTED ->
          bus.offer(
              new Event.Notice(
                  "A page exceeded the limit of "
                      + SessionLimiter.MAX_EVENTS
                      + " telemetry events per minute; further events are only counted: "
                      + telemetryEvent.page(),
                  now));
      case REJECTED -> {}
    }
  }

  private void handleError(BeaconSender sender, TelemetryEvent telemetryEvent) {
    try {
      errorExecutor.execute(() -> publishExplained(sender, telemetryEvent));
    } catch (RejectedExecutionException full) {
      if (!telemetryEvent.type().equals(BlockedRequests.TYPE)) {
        publish(sender, telemetryEvent, null);
      }
    }
  }

  /// Publishes an error with its reason and original positions. A blocked request of which the page
  /// knows only the URL is dropped if it was not blocked.
  private void publishExplained(BeaconSender sender, TelemetryEvent telemetryEvent) {
    TelemetryEvent explained = telemetryEvent;
    if (telemetryEvent.isAroundProxy()) {
      String reason = blockedRequests.explain(telemetryEvent.url(), sender.pageOrigin());
      if (!reason.isEmpty()) {
        explained = telemetryEvent.blocked(reason);
      } else if (telemetryEvent.type().equals(BlockedRequests.TYPE)) {
        return;
      }
    }
    StackTraceMapper.MappedStack mapped =
        stacks.map(
            explained.stack(sender.pageOrigin()), sender.pageOrigin(), sender.serverOrigin());
    publish(sender, mapped == null ? explained : explained.withMappedStack(mapped), mapped);
  }

  private void publish(
      BeaconSender sender,
      TelemetryEvent telemetryEvent,
      StackTraceMapper.@Nullable MappedStack mapped) {
    bus.offer(event(sender, telemetryEvent, mapped, System.currentTimeMillis()));
  }

  private Event.PageEvent event(
      BeaconSender sender,
      TelemetryEvent telemetryEvent,
      StackTraceMapper.@Nullable MappedStack mapped,
      long now) {
    long request =
        telemetryEvent.requestReference().isEmpty()
            ? 0
            : requestParser.applyAsLong(telemetryEvent.requestReference());
    long at = Math.clamp(telemetryEvent.atMillis(), now - HOUR_MILLIS, now);
    return new Event.PageEvent(
        sender.process(),
        sender.session(),
        telemetryEvent.type(),
        telemetryEvent.page(),
        telemetryEvent.summary(),
        telemetryEvent.data(),
        request == 0 ? Long.parseLong(sender.request()) : request,
        PageErrorClassifier.classify(telemetryEvent, mapped),
        at);
  }
}
