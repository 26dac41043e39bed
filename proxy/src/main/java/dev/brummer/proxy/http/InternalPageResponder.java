package dev.brummer.proxy.http;

import dev.brummer.proxy.http.message.HeaderNames;
import dev.brummer.proxy.http.message.MalformedMessageException;
import dev.brummer.proxy.http.message.RequestHead;
import dev.brummer.proxy.route.Upstream;
import dev.brummer.proxy.telemetry.Telemetry;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.util.ReferenceCountUtil;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A request for one of brummer's own pages: gathers its small body, then answers. Confined to its
/// event loop.
// A channel that fails is closed, which tells.
@SuppressWarnings("FutureReturnValueIgnored")
final class InternalPageResponder implements ConnectionTask {
  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(20);

  private final ClientConnection front;
  private final Telemetry telemetry;
  private final RequestHead head;
  private final long startNanos = System.nanoTime();
  private byte[] body = new byte[0];
  private int size;
  private boolean bodyEnded;
  private boolean over;

  InternalPageResponder(ClientConnection front, RequestHead head) {
    this.front = front;
    this.telemetry = front.services().telemetry();
    this.head = head;
  }

  void begin() {
    if (!head.hasBody()) {
      bodyEnded = true;
      answer();
    } else if (head.fields().lists(HttpHeaderNames.EXPECT, "100-continue")) {
      front.write(new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
      front.write(LastHttpContent.EMPTY_LAST_CONTENT);
      front.flush();
    }
  }

  @Override
  public void take(Object message) throws MalformedMessageException {
    try {
      if (message instanceof HttpContent content && !over) {
        MalformedMessageException.check(content);
        gather(content.content());
        bodyEnded = content instanceof LastHttpContent;
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
    if (size > Telemetry.MAX_BEACON) {
      throw new MalformedMessageException(413, "A beacon may have 64 kB.");
    }
    if (bodyEnded && !over) {
      answer();
    }
  }

  private void gather(ByteBuf in) {
    int kept = Math.min(in.readableBytes(), Telemetry.MAX_BEACON + 1 - size);
    if (kept > 0) {
      if (size + kept > body.length) {
        body = Arrays.copyOf(body, Math.max(size + kept, body.length * 2));
      }
      in.getBytes(in.readerIndex(), body, size, kept);
      size += kept;
    }
  }

  private void answer() {
    switch (head.path()) {
      case InternalPaths.SCRIPT -> end(script());
      case InternalPaths.BEACONS -> end(beacon());
      case InternalPaths.UP -> probe(front.site().preferred(), 1);
      default -> end(SimpleResponse.text(404, "brummer has no such page."));
    }
  }

  private SimpleResponse script() {
    if (!head.method().equals("GET") && !head.isHead()) {
      return SimpleResponse.text(405, "The script can only be read.");
    }
    Map<String, String> caching =
        Map.of("Cache-Control", "no-cache", "ETag", telemetry.scriptTag());
    return head.fields().text(HttpHeaderNames.IF_NONE_MATCH).contains(telemetry.scriptTag())
        ? new SimpleResponse(304, "", caching, new byte[0])
        : new SimpleResponse(200, "text/javascript; charset=utf-8", caching, telemetry.script());
  }

  private SimpleResponse beacon() {
    if (!head.method().equals("POST")) {
      return SimpleResponse.text(405, "Beacons are posted.");
    }
    if (!sameOrigin()) {
      return refused(403, "Only the proxied page itself may post here.");
    }
    QueryStringDecoder query = new QueryStringDecoder(head.target());
    Telemetry.Sender from =
        new Telemetry.Sender(
            front.site().process(),
            parameter(query, "s"),
            parameter(query, "r"),
            "http://" + head.host(),
            front.site().target().toString());
    boolean understood = telemetry.accept(from, body, size);
    return understood ? SimpleResponse.empty(204) : refused(400, "The beacon is malformed.");
  }

  /// Shows among the requests.
  private SimpleResponse refused(int status, String reason) {
    front.tellRefused(head.method(), head.path(), new MalformedMessageException(status, reason));
    return SimpleResponse.text(status, reason);
  }

  private boolean sameOrigin() {
    String fetchSite = head.fields().first(HeaderNames.SEC_FETCH_SITE);
    String origin = head.fields().first(HttpHeaderNames.ORIGIN);
    if (origin != null
        && !origin
            .toLowerCase(Locale.ROOT)
            .equals("http://" + head.host().toLowerCase(Locale.ROOT))) {
      return false;
    }
    return fetchSite == null ? origin != null : fetchSite.equals("same-origin");
  }

  private void probe(int address, int attempt) {
    Upstream site = front.site();
    front
        .lane()
        .connect(site.address(address))
        .addListener((ChannelFuture f) -> {
          f.channel().close();
          if (f.isSuccess()) {
            end(SimpleResponse.empty(204));
          } else if (attempt < site.addressCount()) {
            probe(address + 1, attempt + 1);
          } else {
            end(SimpleResponse.text(503, "It does not answer yet."));
          }
        });
  }

  private void end(SimpleResponse reply) {
    if (!over) {
      over = true;
      boolean keepAlive = head.keepsAlive() && head.minor() == 1;
      reply.writeTo(front, keepAlive);
      front.ended(keepAlive, System.nanoTime());
    }
  }

  @Override
  public boolean ready() {
    return !bodyEnded;
  }

  @Override
  public void refuse(MalformedMessageException reason) {
    over = true;
    refused(reason.status(), reason.reason()).writeTo(front, false);
    front.endedEarly();
  }

  @Override
  public void clientWritable(boolean writable) {}

  @Override
  public void clientEnded() {
    if (!bodyEnded) {
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
      refuse(new MalformedMessageException(408, "The request took too long to arrive."));
    }
  }

  private static String parameter(QueryStringDecoder query, String name) {
    return query.parameters().getOrDefault(name, List.of("")).getFirst();
  }
}
