package dev.brummer.proxy.telemetry;

import dev.brummer.engine.event.Bus;
import dev.brummer.engine.event.Event;
import dev.brummer.proxy.sourcemap.SourceMapCache;
import dev.brummer.proxy.sourcemap.StackTraceMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.function.ToLongFunction;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/// The script that pages get and what they send back. Any thread may call it; the sessions belong
/// to the one event loop behind `owner`.
public final class Telemetry {
  /// The most a beacon may have, in bytes.
  public static final int MAX_BEACON = 64 * 1024;

  private static final long HOUR_MILLIS = 3_600_000;
  private static final int MAX_SESSION_ID = 32;

  private final Bus bus;
  private final Executor owner;
  private final ToLongFunction<String> requests;
  private final SessionLimiter sessions = new SessionLimiter();
  private final BeaconParser beacons = new BeaconParser();
  private final StackTraceMapper stacks;

  /// Errors whose stack traces may be mapped at a time; those of a flood stay as they are.
  private final Semaphore mapping = new Semaphore(8);

  private final byte[] script;
  private final String scriptTag;

  /// @param requests gives the request that `Server-Timing` named, 0 if there is none
  /// @param project the directory that sources are told relative to; empty: none
  public Telemetry(Bus bus, Executor owner, ToLongFunction<String> requests, String project) {
    this.stacks = new StackTraceMapper(new SourceMapCache(), project);
    this.bus = bus;
    this.requests = requests;
    this.owner = owner;
    this.script = load();
    CRC32 crc = new CRC32();
    crc.update(script);
    this.scriptTag = "\"" + Long.toHexString(crc.getValue()) + "\"";
  }

  private static byte[] load() {
    try (InputStream in = Telemetry.class.getResourceAsStream("t.js")) {
      if (in == null) {
        throw new IllegalStateException("t.js is missing from the program");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The script's bytes: not to be changed.
  public byte[] script() {
    return script;
  }

  /// The script's entity tag, with its quotes.
  public String scriptTag() {
    return scriptTag;
  }

  /// The element for a document: the page sends `session` and `request` back with its signals.
  public byte[] tag(String session, long request, @Nullable String nonce) {
    String allowed = nonce == null ? "" : " nonce=\"" + attribute(nonce) + "\"";
    return ("<script src=\"/__brummer/t.js\" data-s=\""
            + session
            + "\" data-r=\""
            + request
            + "\""
            + allowed
            + "></script>")
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static String attribute(String nonce) {
    return nonce.replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;");
  }

  /// Who sent a beacon.
  ///
  /// @param asked the page's origin, ours
  /// @param target the origin of its server
  public record Sender(int process, String session, String request, String asked, String target) {}

  /// Takes the first `length` bytes of a beacon that belongs to the page of a session and request.
  ///
  /// @return false if it is malformed
  public boolean accept(Sender from, byte[] bytes, int length) {
    if (!from.session().matches("[0-9a-z-]{1," + MAX_SESSION_ID + "}")
        || !from.request().matches("\\d{1,18}")) {
      return false;
    }
    try {
      List<TelemetryEvent> signals = beacons.read(bytes, length);
      owner.execute(() -> signals.forEach(signal -> take(from, signal)));
      return true;
    } catch (IOException malformed) {
      return false;
    }
  }

  private void take(Sender from, TelemetryEvent signal) {
    long now = System.currentTimeMillis();
    switch (sessions.take(from.process(), from.session(), now)) {
      case TAKEN -> {
        if (signal.stack().isEmpty() || !mapping.tryAcquire()) {
          publish(from, signal);
        } else {
          Thread.ofVirtual().name("source-map").start(() -> publishMapped(from, signal));
        }
      }
      case FIRST_OVER ->
          bus.offer(
              new Event.Notice(
                  "A page has sent more than "
                      + SessionLimiter.MAX_EVENTS
                      + " signals; what follows from it is only counted: "
                      + signal.page(),
                  now));
      case OVER -> {}
    }
  }

  private void publishMapped(Sender from, TelemetryEvent signal) {
    try {
      StackTraceMapper.Mapped mapped = stacks.map(signal.stack(), from.asked(), from.target());
      publish(from, mapped == null ? signal : signal.mapped(mapped));
    } finally {
      mapping.release();
    }
  }

  private void publish(Sender from, TelemetryEvent signal) {
    bus.offer(event(from, signal, System.currentTimeMillis()));
  }

  private Event.PageSignal event(Sender from, TelemetryEvent signal, long now) {
    long about = signal.about().isEmpty() ? 0 : requests.applyAsLong(signal.about());
    long at = Math.clamp(signal.atMillis(), now - HOUR_MILLIS, now);
    return new Event.PageSignal(
        from.process(),
        from.session(),
        signal.type(),
        signal.page(),
        signal.summary(),
        signal.data(),
        about == 0 ? Long.parseLong(from.request()) : about,
        at);
  }
}
