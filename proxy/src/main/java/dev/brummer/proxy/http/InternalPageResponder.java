package dev.brummer.proxy.http;

import dev.brummer.proxy.http.message.HeaderNames;
import dev.brummer.proxy.http.message.MalformedMessageException;
import dev.brummer.proxy.http.message.OriginMapping;
import dev.brummer.proxy.http.message.RequestHead;
import dev.brummer.proxy.route.Upstream;
import dev.brummer.proxy.route.Upstreams;
import dev.brummer.proxy.telemetry.TelemetryEndpoint;
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

/// Responds to a request for an internal path after collecting its small body. Confined to its
/// event loop.
// Failed channels close; channelInactive reports it.
@SuppressWarnings("FutureReturnValueIgnored")
final class InternalPageResponder implements ConnectionTask {
  private static final long REQUEST_TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(20);

  private final ClientConnection client;
  private final TelemetryEndpoint telemetry;
  private final RequestHead head;
  private final long startNanos = System.nanoTime();
  private byte[] body = new byte[0];
  private int size;
  private boolean bodyEnded;
  private boolean done;

  InternalPageResponder(ClientConnection client, RequestHead head) {
    this.client = client;
    this.telemetry = client.exchangeContext().telemetry();
    this.head = head;
  }

  void start() {
    if (!head.hasBody()) {
      bodyEnded = true;
      dispatch();
    } else if (head.headers().containsToken(HttpHeaderNames.EXPECT, "100-continue")) {
      client.write(new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
      client.write(LastHttpContent.EMPTY_LAST_CONTENT);
      client.flush();
    }
  }

  @Override
  public void onClientMessage(Object message) throws MalformedMessageException {
    try {
      if (message instanceof HttpContent content && !done) {
        MalformedMessageException.check(content);
        append(content.content());
        bodyEnded = content instanceof LastHttpContent;
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
    if (size > TelemetryEndpoint.MAX_BEACON) {
      throw new MalformedMessageException(413, "A beacon may have at most 64 kB.");
    }
    if (bodyEnded && !done) {
      dispatch();
    }
  }

  private void append(ByteBuf in) {
    int count = Math.min(in.readableBytes(), TelemetryEndpoint.MAX_BEACON + 1 - size);
    if (count > 0) {
      if (size + count > body.length) {
        body = Arrays.copyOf(body, Math.max(size + count, body.length * 2));
      }
      in.getBytes(in.readerIndex(), body, size, count);
      size += count;
    }
  }

  private void dispatch() {
    switch (head.path()) {
      case InternalPaths.SCRIPT -> respond(scriptResponse());
      case InternalPaths.PORTS -> respond(SimpleResponse.text(200, portTable()));
      case InternalPaths.BEACONS -> respond(beaconResponse());
      case InternalPaths.UPSTREAM_STATUS -> probe(client.upstream().preferredAddress(), 1);
      default -> respond(SimpleResponse.text(404, "brummer has no page at this path."));
    }
  }

  private SimpleResponse scriptResponse() {
    if (!head.method().equals("GET") && !head.isHead()) {
      return SimpleResponse.text(405, "The script supports only GET and HEAD.");
    }
    Upstreams upstreams = client.exchangeContext().upstreams();
    OriginMapping mapping = new OriginMapping(upstreams, client.upstream(), head.host());
    TelemetryEndpoint.Script script = telemetry.script(portTable(), mapping.target().toString());
    Map<String, String> caching = Map.of("Cache-Control", "no-cache", "ETag", script.etag());
    return head.headers().firstOrEmpty(HttpHeaderNames.IF_NONE_MATCH).contains(script.etag())
        ? new SimpleResponse(304, "", caching, new byte[0])
        : new SimpleResponse(200, "text/javascript; charset=utf-8", caching, script.bytes());
  }

  private String portTable() {
    return client.exchangeContext().upstreams().portTable();
  }

  private SimpleResponse beaconResponse() {
    if (!head.method().equals("POST")) {
      return SimpleResponse.text(405, "Beacons must be sent with POST.");
    }
    if (!isSameOrigin()) {
      return rejection(403, "Only pages of the same origin may send beacons.");
    }
    QueryStringDecoder query = new QueryStringDecoder(head.target());
    TelemetryEndpoint.BeaconSender sender =
        new TelemetryEndpoint.BeaconSender(
            client.upstream().process(),
            parameter(query, "s"),
            parameter(query, "r"),
            "http://" + head.host(),
            client.upstream().target().toString());
    boolean accepted = telemetry.accept(sender, body, size);
    return accepted ? SimpleResponse.empty(204) : rejection(400, "The beacon is malformed.");
  }

  /// Publishes the rejected request and builds its response.
  private SimpleResponse rejection(int status, String reason) {
    client.publishRefused(
        head.method(), head.path(), new MalformedMessageException(status, reason));
    return SimpleResponse.text(status, reason);
  }

  private boolean isSameOrigin() {
    String fetchSite = head.headers().first(HeaderNames.SEC_FETCH_SITE);
    String origin = head.headers().first(HttpHeaderNames.ORIGIN);
    if (origin != null
        && !origin
            .toLowerCase(Locale.ROOT)
            .equals("http://" + head.host().toLowerCase(Locale.ROOT))) {
      return false;
    }
    return fetchSite == null ? origin != null : fetchSite.equals("same-origin");
  }

  private void probe(int address, int attempt) {
    Upstream upstream = client.upstream();
    client
        .eventLoopConnections()
        .connect(upstream.address(address))
        .addListener((ChannelFuture f) -> {
          f.channel().close();
          if (f.isSuccess()) {
            respond(SimpleResponse.empty(204));
          } else if (attempt < upstream.addressCount()) {
            probe(address + 1, attempt + 1);
          } else {
            respond(SimpleResponse.text(503, "The server does not respond yet."));
          }
        });
  }

  private void respond(SimpleResponse simpleResponse) {
    if (!done) {
      done = true;
      boolean keepAlive = head.isKeepAlive() && head.minorVersion() == 1;
      simpleResponse.writeTo(client, keepAlive);
      client.end(keepAlive, System.nanoTime());
    }
  }

  @Override
  public boolean isReady() {
    return !bodyEnded;
  }

  @Override
  public void reject(MalformedMessageException reason) {
    done = true;
    rejection(reason.status(), reason.reason()).writeTo(client, false);
    client.endAndDrain();
  }

  @Override
  public void onClientWritabilityChanged(boolean writable) {}

  @Override
  public void onClientInputClosed() {
    if (!bodyEnded) {
      client.abort();
    }
  }

  @Override
  public void onClientDisconnected() {
    done = true;
  }

  @Override
  public void checkTimeouts(long nowNanos) {
    if (!done && nowNanos - startNanos > REQUEST_TIMEOUT_NANOS) {
      reject(new MalformedMessageException(408, "The request took too long to arrive."));
    }
  }

  private static String parameter(QueryStringDecoder query, String name) {
    return query.parameters().getOrDefault(name, List.of("")).getFirst();
  }
}
