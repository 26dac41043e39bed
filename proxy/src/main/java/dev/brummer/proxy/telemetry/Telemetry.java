package dev.brummer.proxy.telemetry;

import dev.brummer.engine.event.Bus;
import dev.brummer.engine.event.Event;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
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
  private final Sessions sessions = new Sessions();
  private final Beacons beacons = new Beacons();
  private final LongAdder refused = new LongAdder();
  private final byte[] script;
  private final String scriptTag;

  public Telemetry(Bus bus, Executor owner) {
    this.bus = bus;
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
      return compact(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The source without its comments and indentation.
  private static byte[] compact(String source) {
    return source
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("//"))
        .collect(Collectors.joining("\n"))
        .getBytes(StandardCharsets.UTF_8);
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

  /// A beacon that was not let in.
  public void refusedBeacon() {
    refused.increment();
  }

  /// Beacons that were not let in or not understood.
  public long refusedBeacons() {
    return refused.sum();
  }

  /// Takes the first `length` bytes of a beacon that belongs to the page of a session and request.
  ///
  /// @return false if it is malformed
  public boolean accept(int process, String session, String request, byte[] bytes, int length) {
    if (!session.matches("[0-9a-z-]{1," + MAX_SESSION_ID + "}") || !request.matches("\\d{1,18}")) {
      refused.increment();
      return false;
    }
    try {
      List<Signal> signals = beacons.read(bytes, length);
      long page = Long.parseLong(request);
      owner.execute(() -> publish(process, session, page, signals));
      return true;
    } catch (IOException malformed) {
      refused.increment();
      return false;
    }
  }

  private void publish(int process, String session, long request, List<Signal> signals) {
    long now = System.currentTimeMillis();
    for (Signal signal : signals) {
      switch (sessions.take(process, session, now)) {
        case TAKEN -> bus.offer(event(process, session, request, signal, now));
        case FIRST_OVER ->
            bus.offer(
                new Event.Notice(
                    "A page has sent more than "
                        + Sessions.MAX_EVENTS
                        + " signals; what follows from it is only counted: "
                        + signal.page(),
                    now));
        case OVER -> {}
      }
    }
  }

  private static Event.PageSignal event(
      int process, String session, long request, Signal signal, long now) {
    long at = Math.clamp(signal.atMillis(), now - HOUR_MILLIS, now);
    return new Event.PageSignal(
        process,
        session,
        signal.type(),
        signal.page(),
        signal.summary(),
        signal.data(),
        request,
        at);
  }
}
