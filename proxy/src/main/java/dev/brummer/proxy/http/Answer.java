package dev.brummer.proxy.http;

import dev.brummer.proxy.route.Site;
import dev.brummer.proxy.telemetry.Telemetry;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A request for one of brummer's own pages: gathers its small body, then answers. Confined to its
/// event loop.
// A channel that fails is closed, which tells.
@SuppressWarnings("FutureReturnValueIgnored")
final class Answer implements Turn {
  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(20);

  private final Frontend front;
  private final Telemetry telemetry;
  private final RequestHead head;
  private final BodyFrame frame;
  private final long startNanos = System.nanoTime();
  private byte[] body = new byte[0];
  private int size;
  private boolean over;

  Answer(Frontend front, RequestHead head, BodyFrame frame) {
    this.front = front;
    this.telemetry = front.services().telemetry();
    this.head = head;
    this.frame = frame;
    if (!frame.ended() && head.fields().lists(Known.EXPECT, "100-continue")) {
      ByteBuf out = front.alloc().buffer(32);
      out.writeCharSequence("HTTP/1.1 100 Continue\r\n\r\n", StandardCharsets.US_ASCII);
      front.write(out);
      front.flush();
    }
  }

  @Override
  public void take(ByteBuf in) throws Malformed {
    if (over) {
      return;
    }
    in.skipBytes(frame.walk(in, this::gather));
    if (size > Telemetry.MAX_BEACON) {
      throw new Malformed(413, "A beacon may have 64 kB.");
    }
    if (frame.ended()) {
      answer();
    }
  }

  private void gather(ByteBuf in, int index, int length) {
    int kept = Math.min(length, Telemetry.MAX_BEACON + 1 - size);
    if (kept > 0) {
      if (size + kept > body.length) {
        body = Arrays.copyOf(body, Math.max(size + kept, body.length * 2));
      }
      in.getBytes(index, body, size, kept);
      size += kept;
    }
  }

  private void answer() {
    switch (head.path()) {
      case OwnPages.SCRIPT -> end(script());
      case OwnPages.BEACONS -> end(beacon());
      case OwnPages.UP -> probe(0);
      default -> end(Reply.text(404, "brummer has no such page."));
    }
  }

  private Reply script() {
    if (!head.method().equals("GET") && !head.isHead()) {
      return Reply.text(405, "The script can only be read.");
    }
    String caching = "Cache-Control: no-cache\r\nETag: " + telemetry.scriptTag() + "\r\n";
    return head.fields().text(Known.IF_NONE_MATCH).contains(telemetry.scriptTag())
        ? new Reply(304, "", caching, new byte[0])
        : new Reply(200, "text/javascript; charset=utf-8", caching, telemetry.script());
  }

  private Reply beacon() {
    if (!head.method().equals("POST")) {
      return Reply.text(405, "Beacons are posted.");
    }
    if (!sameOrigin()) {
      telemetry.refusedBeacon();
      return Reply.text(403, "Only the proxied page itself may post here.");
    }
    Map<String, String> query = Query.of(head.target());
    boolean understood =
        telemetry.accept(
            front.site().process(),
            query.getOrDefault("s", ""),
            query.getOrDefault("r", ""),
            body,
            size);
    return understood ? Reply.empty(204) : Reply.text(400, "The beacon is malformed.");
  }

  private boolean sameOrigin() {
    String fetchSite = head.fields().first(Known.SEC_FETCH_SITE);
    String origin = head.fields().first(Known.ORIGIN);
    if (origin != null
        && !origin
            .toLowerCase(Locale.ROOT)
            .equals("http://" + head.host().toLowerCase(Locale.ROOT))) {
      return false;
    }
    return fetchSite == null ? origin != null : fetchSite.equals("same-origin");
  }

  private void probe(int attempt) {
    Site site = front.site();
    front
        .lane()
        .connect(site.address(attempt))
        .addListener((ChannelFuture f) -> {
          f.channel().close();
          if (f.isSuccess()) {
            end(Reply.empty(204));
          } else if (attempt + 1 < site.addressCount()) {
            probe(attempt + 1);
          } else {
            end(Reply.text(503, "It does not answer yet."));
          }
        });
  }

  private void end(Reply reply) {
    if (!over) {
      over = true;
      boolean keepAlive = head.keepsAlive() && head.minor() == 1;
      reply.writeTo(front, head.isHead(), keepAlive);
      front.ended(keepAlive);
    }
  }

  @Override
  public boolean wantsBytes(int waiting) {
    return waiting < HeadReader.MAX_HEAD;
  }

  @Override
  public void refuse(Malformed reason) {
    over = true;
    telemetry.refusedBeacon();
    Reply.text(reason.status(), reason.reason()).writeTo(front, false, false);
    front.endedEarly();
  }

  @Override
  public void clientWritable(boolean writable) {}

  @Override
  public void clientEnded() {
    if (!frame.ended()) {
      front.abort();
    }
  }

  @Override
  public void clientGone() {
    over = true;
  }

  @Override
  public void check(long nowNanos) {
    if (!over && nowNanos - startNanos > LIMIT_NANOS) {
      refuse(new Malformed(408, "The request took too long to arrive."));
    }
  }

  /// The parameters of a request target that need no decoding.
  private static final class Query {
    static Map<String, String> of(String target) {
      Map<String, String> parameters = new HashMap<>();
      int mark = target.indexOf('?');
      for (String pair : mark < 0 ? new String[0] : target.substring(mark + 1).split("&")) {
        int equals = pair.indexOf('=');
        if (equals > 0) {
          parameters.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
      }
      return parameters;
    }
  }
}
